import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Problem } from './problem.js';
import type { AccessToken } from './tokens.js';

const POLL_MS = 400;
/** Proxies close connections that are silent for long. */
const KEEP_ALIVE_MS = 15_000;
/** A stream ends after this; browsers connect again by themselves. */
const LONGEST_MS = 3600_000;
/** Streams of one token at a time; without tokens, of all. */
export const STREAMS_PER_TOKEN = 200;

const END = 'event: end\ndata: {}\n\n';

/** What streams report, such as the progress of a batch. */
export interface Topic<Value> {
  /** Unique among all topics. */
  readonly name: string;
  /** @returns `undefined` when it is not there any more: its streams end */
  readonly read: () => Promise<Value | undefined>;
  /** Whether the value will not change any more. */
  readonly isLast: (value: Value) => boolean;
}

/**
 * Server-sent events for many clients. The value of a topic is read once for all its listeners, as long as
 * there are any. A stream sends the value whenever it has changed, until the last one. It begins with the
 * current value, so a client that lost its connection only has to connect again.
 */
export class EventHub {
  readonly #pollers = new Map<string, Poller<unknown>>();
  readonly #streams = new Map<string | null, number>();

  /** @param stopping aborted when the server stops: all streams end */
  constructor(private readonly stopping: AbortSignal) {}

  /** @throws Problem 429 when the token has too many streams open */
  send<Value>(reply: FastifyReply, token: AccessToken | null, topic: Topic<Value>): FastifyReply {
    reply
      .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
      .type('text/event-stream')
      .serializer((value: string) => value);
    // Nobody reads a stream that answers HEAD.
    if (reply.request.method === 'HEAD') return reply.send('');
    const stream = new EventStream(this.#take(token?.name ?? null));
    this.#pollerOf(topic).add(stream);
    return reply.send(stream);
  }

  #pollerOf<Value>({ name, read, isLast }: Topic<Value>): Poller<unknown> {
    const known = this.#pollers.get(name);
    if (known) return known;
    const poller = new Poller<Value>({ name, read, isLast }, this.stopping, () => this.#pollers.delete(name));
    this.#pollers.set(name, poller as Poller<unknown>);
    return poller as Poller<unknown>;
  }

  /** Counts one more stream. @returns to be called when it is over */
  #take(name: string | null): () => void {
    const open = this.#streams.get(name) ?? 0;
    if (open >= STREAMS_PER_TOKEN) {
      throw new Problem(
        'too-many-event-streams',
        `${open} are already open; close some, or poll the value instead.`,
        60,
      );
    }
    this.#streams.set(name, open + 1);
    return () => {
      const left = this.#streams.get(name)! - 1;
      if (left > 0) this.#streams.set(name, left);
      else this.#streams.delete(name);
    };
  }
}

/** Asks for the value of one topic and tells all streams of it. */
class Poller<Value> {
  readonly #streams = new Set<EventStream>();
  #text: string | undefined;
  #isRunning = false;

  constructor(
    private readonly topic: Topic<Value>,
    private readonly stopping: AbortSignal,
    private readonly onEnd: () => void,
  ) {}

  add(stream: EventStream): void {
    this.#streams.add(stream);
    stream.once('close', () => this.#streams.delete(stream));
    if (this.#text !== undefined) stream.tell(this.#text);
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#streams.size > 0 && !this.stopping.aborted && !(await this.#isOver())) await this.#pause();
    this.onEnd();
    for (const stream of this.#streams) stream.finish();
  }

  async #isOver(): Promise<boolean> {
    let value: Value | undefined;
    try {
      value = await this.topic.read();
    } catch {
      // The database is away for a moment: streams wait.
      return false;
    }
    if (value !== undefined) this.#text = `data: ${JSON.stringify(value)}\n\n`;
    const isLast = value === undefined || this.topic.isLast(value);
    for (const stream of this.#streams) {
      if (value !== undefined) stream.tell(this.#text!);
      if (isLast) stream.end();
      else stream.keepAlive();
    }
    return isLast;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.stopping.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, POLL_MS);
      this.stopping.addEventListener('abort', done);
    });
  }
}

/** The stream of one client. A client that reads slowly gets only the latest value. */
class EventStream extends Readable {
  readonly #begun = performance.now();
  #sentAt = this.#begun;
  #told: string | undefined;
  #waiting: string | undefined;
  #isWanted = true;

  constructor(private readonly onOver: () => void) {
    super({ highWaterMark: 1024 });
  }

  /** The last value sent is not repeated. */
  tell(text: string): void {
    if (text === this.#told) return;
    this.#told = text;
    if (this.#isWanted) this.#send(text);
    else this.#waiting = text;
  }

  keepAlive(): void {
    const now = performance.now();
    if (now - this.#begun > LONGEST_MS) this.finish();
    else if (this.#isWanted && now - this.#sentAt > KEEP_ALIVE_MS) this.#send(': still here\n\n');
  }

  /** The client need not come again. */
  end(): void {
    if (this.#waiting !== undefined) this.push(this.#waiting);
    this.push(END);
    this.finish();
  }

  finish(): void {
    if (!this.readableEnded && !this.destroyed) this.push(null);
  }

  override _read(): void {
    this.#isWanted = true;
    const text = this.#waiting;
    this.#waiting = undefined;
    if (text !== undefined) this.#send(text);
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.onOver();
    callback(error);
  }

  #send(text: string): void {
    this.#sentAt = performance.now();
    this.#isWanted = this.push(text);
  }
}
