-- A person looked at every cell of a field, or takes that back; only ever added. Cells that nobody corrected one by one are what the
-- model said of them at the threshold that the person saw.
CREATE TABLE field_marks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  picture_id uuid NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
  corrected boolean NOT NULL,
  threshold double precision NOT NULL,
  reviewer text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE INDEX field_marks_by_picture ON field_marks (picture_id, id);
--> statement-breakpoint
-- Adoptions and calibrations that were started in the page. The id is that of its job too.
CREATE TABLE tasks (
  id uuid PRIMARY KEY,
  request jsonb NOT NULL,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'done', 'failed', 'stopped')),
  progress jsonb,
  attempts integer NOT NULL DEFAULT 0,
  reason text,
  started_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);
--> statement-breakpoint
-- What was measured of a microscope with a model; the newest holds.
CREATE TABLE calibrations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  microscope text NOT NULL,
  model_id text NOT NULL,
  model_sha256 text NOT NULL,
  calibration jsonb NOT NULL,
  batches jsonb NOT NULL,
  stated_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE INDEX calibrations_by_microscope ON calibrations (microscope, model_sha256, id);
--> statement-breakpoint
-- What a field shows, to know it again where it was saved in another way.
ALTER TABLE fields ADD COLUMN shown text;
