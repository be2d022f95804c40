CREATE TABLE batches (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  model_id text NOT NULL,
  idempotency_key text UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE pictures (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
  position integer NOT NULL,
  name text NOT NULL,
  sha256 text NOT NULL,
  bytes integer NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  label text,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'done', 'refused', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  reason text,
  UNIQUE (batch_id, position)
);
--> statement-breakpoint
CREATE INDEX pictures_by_status ON pictures (batch_id, status);
--> statement-breakpoint
CREATE INDEX pictures_by_content ON pictures (sha256);
--> statement-breakpoint
CREATE TABLE results (
  picture_id uuid PRIMARY KEY REFERENCES pictures (id) ON DELETE CASCADE,
  model_sha256 text NOT NULL,
  class text NOT NULL,
  probability double precision NOT NULL,
  probabilities jsonb NOT NULL,
  unsure boolean,
  created_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE corrections (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  picture_id uuid NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
  verdict text NOT NULL CHECK (verdict IN ('agree', 'disagree', 'skip')),
  label text,
  reviewer text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE INDEX corrections_by_picture ON corrections (picture_id, id);
--> statement-breakpoint
CREATE TABLE workers (
  id uuid PRIMARY KEY,
  host text NOT NULL,
  pid integer NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE assignments (
  job_id uuid PRIMARY KEY,
  worker_id uuid NOT NULL REFERENCES workers (id) ON DELETE CASCADE
);
