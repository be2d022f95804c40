-- What a person signed of a patient: the result as it was then. Only ever added; a batch that is deleted takes its own along.
CREATE TABLE sign_offs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
  patient text NOT NULL,
  version integer NOT NULL,
  digest text NOT NULL,
  result jsonb NOT NULL,
  signed_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (batch_id, patient, version)
);
--> statement-breakpoint
CREATE FUNCTION sign_offs_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was signed is never changed';
END
$$;
--> statement-breakpoint
CREATE TRIGGER sign_offs_stay BEFORE UPDATE ON sign_offs
  FOR EACH ROW EXECUTE FUNCTION sign_offs_stay();
