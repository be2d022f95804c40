import type { TaskRequest } from '../storage/task-types.js';
import { addTask, type Task } from '../storage/tasks.js';
import type { Context } from './context.js';

/** Notes what a person wants done apart, and queues it. */
export async function startTask(
  { database: { tables }, tasks }: Pick<Context, 'database' | 'tasks'>,
  request: TaskRequest,
  person: string,
): Promise<Task> {
  const task = await addTask(tables, request, person);
  await tasks.insert([{ id: task.id, data: {} }]);
  return task;
}
