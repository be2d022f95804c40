-- A labelled set: pictures in folders of their classes, to train on. No model reads it.
ALTER TABLE batches ADD COLUMN labelled boolean NOT NULL DEFAULT false;
--> statement-breakpoint
-- The newest task of a training, by the name of its run folder.
CREATE INDEX tasks_by_name ON tasks ((request ->> 'name'), created_at);
--> statement-breakpoint
-- The training that something was done with, by the name of its folder.
ALTER TABLE audit_log ADD COLUMN run text;
