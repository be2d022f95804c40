-- A request that was sent with an idempotency key: whose it is, until when its server has it, and, once it succeeded,
-- what it asked for and what it was answered. An answer goes with its batch.
CREATE TABLE keyed_requests (
  owner text NOT NULL,
  key text NOT NULL,
  run_id uuid NOT NULL,
  leased_until timestamptz NOT NULL,
  request_sha256 text,
  answer jsonb,
  batch_id uuid REFERENCES batches (id) ON DELETE CASCADE,
  PRIMARY KEY (owner, key),
  CHECK ((answer IS NULL) = (request_sha256 IS NULL) AND (answer IS NULL) = (batch_id IS NULL))
);
--> statement-breakpoint
CREATE INDEX keyed_requests_by_batch ON keyed_requests (batch_id);
--> statement-breakpoint
-- The same pictures for another model: one copy for each who asks. Before this, a key that anybody could send said so.
CREATE TABLE batch_copies (
  source_id uuid NOT NULL,
  model_sha256 text NOT NULL,
  owner text NOT NULL,
  batch_id uuid NOT NULL UNIQUE REFERENCES batches (id) ON DELETE CASCADE,
  PRIMARY KEY (source_id, model_sha256, owner)
);
--> statement-breakpoint
-- Those that are copies by what they hold: pictures of one token, all of them of the other batch too.
INSERT INTO batch_copies (source_id, model_sha256, owner, batch_id)
SELECT source_id, model_sha256, owner, batch_id FROM (
  SELECT substr(idempotency_key, 9, 36)::uuid AS source_id, right(idempotency_key, 64) AS model_sha256, batches.id AS batch_id,
         (SELECT coalesce(min(owner), '') FROM pictures WHERE batch_id = batches.id) AS owner
  FROM batches
  WHERE idempotency_key ~ '^copy of [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} for [0-9a-f]{64}$'
    AND EXISTS (SELECT 1 FROM pictures WHERE batch_id = batches.id)
    AND (SELECT count(DISTINCT coalesce(owner, '')) FROM pictures WHERE batch_id = batches.id) = 1
) copies
WHERE NOT EXISTS (
  SELECT 1 FROM pictures copied WHERE copied.batch_id = copies.batch_id AND NOT EXISTS (
    SELECT 1 FROM pictures original
    WHERE original.batch_id = copies.source_id AND original.sha256 = copied.sha256 AND original.name = copied.name));
--> statement-breakpoint
ALTER TABLE batches DROP COLUMN idempotency_key;
--> statement-breakpoint
CREATE INDEX batches_newest ON batches (created_at DESC, id DESC);
