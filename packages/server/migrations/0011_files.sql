-- What is to come of an upload, said before it comes: what has not arrived is known after a reload or a killed server.
CREATE TABLE expected_files (
  batch_id uuid NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
  position integer NOT NULL,
  name text NOT NULL,
  bytes bigint NOT NULL,
  arrived_at timestamptz,
  PRIMARY KEY (batch_id, position)
);
--> statement-breakpoint
-- Files that did not become pictures, and why.
CREATE TABLE refused_files (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
  name text NOT NULL,
  reason text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (batch_id, name, reason)
);
