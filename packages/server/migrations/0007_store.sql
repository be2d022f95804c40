-- Whose pictures are in a store: each database has an id of its own, made once.
CREATE TABLE room (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  created_at timestamptz NOT NULL DEFAULT now(),
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only)
);
--> statement-breakpoint
-- A database that is older than this table is as old as what is in it.
INSERT INTO room (created_at) SELECT coalesce(min(created_at), now()) FROM batches;
--> statement-breakpoint
-- Contents whose last row was deleted, until their files are gone.
CREATE TABLE removals (
  sha256 text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
-- Models as they were when they gave results, whatever their files hold now.
CREATE TABLE used_models (
  sha256 text PRIMARY KEY,
  model_id text NOT NULL,
  parameters integer NOT NULL,
  metadata jsonb NOT NULL,
  first_used_at timestamptz NOT NULL DEFAULT now()
);
