CREATE TABLE trainings (
  id uuid PRIMARY KEY,
  run text NOT NULL,
  request jsonb NOT NULL,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'done', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  epochs integer NOT NULL DEFAULT 0,
  reason text,
  created_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE UNIQUE INDEX trainings_waiting ON trainings (run) WHERE status = 'waiting';
--> statement-breakpoint
ALTER TABLE workers ADD COLUMN trains boolean NOT NULL DEFAULT false;
