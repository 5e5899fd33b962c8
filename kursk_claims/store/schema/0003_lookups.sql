-- What every run asks for and few rows have, so that it does not read a large store from end to end.

-- Merged questions by the claim that they began with: where that claim moves, their ids lead there.
CREATE INDEX question_founder ON question (founder) WHERE merged_into IS NOT NULL;

-- Claims that their article's text no longer has.
CREATE INDEX claim_withdrawn ON claim (id) WHERE withdrawn_run IS NOT NULL;

-- The questions that a claim was ever put to.
CREATE INDEX membership_claim ON membership (claim);
