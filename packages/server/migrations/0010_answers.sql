-- An answer can be taken back by whoever gave it.
ALTER TABLE corrections DROP CONSTRAINT corrections_verdict_check;
--> statement-breakpoint
ALTER TABLE corrections ADD CONSTRAINT corrections_verdict_check
  CHECK (verdict IN ('agree', 'disagree', 'skip', 'take back'));
--> statement-breakpoint
-- Whoever agreed saw a class: it stands, whatever threshold comes later.
UPDATE corrections SET label = results.class FROM results
  WHERE results.picture_id = corrections.picture_id AND verdict = 'agree' AND label IS NULL;
--> statement-breakpoint
-- What persons set for a batch or one of its patients; only ever added, the last of a kind holds.
CREATE TABLE batch_settings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
  patient text,
  setting jsonb NOT NULL,
  set_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE INDEX batch_settings_by_batch ON batch_settings (batch_id, id);
