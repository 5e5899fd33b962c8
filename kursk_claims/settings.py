"""Every threshold of the program, each with its reason. Vocabulary is in ``lexicon``, not here."""

from __future__ import annotations

from typing import Final

APPROX_TOLERANCE: Final = 0.05
"""An approximate value is its value ±5 %, fixed by the public interface."""

ROUNDING_TOLERANCE: Final = 0.02
"""A figure counts as another one rounded if rounding moved it by at most 2 %: headlines round to two
digits, which moves a number by 2 % on average; one digit could move it by a third."""

LINK_THRESHOLD: Final = -0.25
"""Score (log2 odds, see lexicon/levels.toml) from which two claims whose figures agree are taken to answer the same
question."""

NEARBY_THRESHOLD: Final = 1.0
"""The same for figures of articles whose words tell less than one story: over an archive most rows below it were of
two, and of judged stories it takes one link in a hundred."""

ELSEWHERE_THRESHOLD: Final = 2.0
"""The same for figures of articles of two stories; with ``MERGE_ELSEWHERE``, which see for what it takes."""

LOOSE_THRESHOLD: Final = 1.0
"""The same for figures that are not equal and yet can both be true: a bound lets nearly everything in. Of 40 such rows
that readers judged it takes three of 24 wrong ones and none of 16 right ones."""

COMPATIBLE_THRESHOLD: Final = 1.5
"""The same for the weakest link of a row of such figures: of the same 40 it takes five wrong ones more, and two right
ones."""

DIFFERING_THRESHOLD: Final = 0.3
"""The same for figures that exclude each other, or that are of two times: nothing but the texts speaks for them. Of
stories left out of the fit 15 of 18 rows shown as a conflict are right with it, 15 of 20 with 0.1."""

UNCLEAR_THRESHOLD: Final = -2.0
"""Score from which two claims may answer one question, though their texts do not tell enough."""

RIVAL_MARGIN: Final = 2.0
"""How much less than the best a partner in one article may score, to be taken as another mention of the same."""

MERGE_MEAN: Final = -2.0
"""Mean score, values left aside, that the pairs across two groups need for the groups to merge."""

MERGE_ELSEWHERE: Final = 0.5
"""Score, values left aside, that the best pair of two articles of two stories needs for their groups to merge. With it
and ``ELSEWHERE_THRESHOLD`` eleven of 24 rows of equal figures that readers found wrong over an archive are gone or
right, and one of 56 right ones is gone."""

MERGE_ARTICLES: Final = 6
MERGE_MEAN_OF_MANY: Final = 0.0
"""The same where the two have more articles than this between them: over an archive of one topic a group that each
link makes a little wider becomes all of the topic's figures."""

BLOCK_TOPIC_WORDS: Final = 12
"""Leading words of an article that make block keys together with the thing or event of a claim."""

BLOCK_WINDOW: Final = 40
"""Neighbours that a claim is compared with in one block. A story's block of up to 40 claims is compared
in full; beyond, pairs grow by 40 a claim."""

BLOCK_DAYS: Final = 60
"""Days between publications within which claims of a block larger than the window meet. Without the bound, most
pairs of a growing archive are years apart. Over 53,000 claims of 13 months of news it spares three pairs in ten and
changes two clusters in a hundred of those with several claims; over the first 13,000 it changes none."""

COPY_RATIO: Final = 90.0
"""rapidfuzz ratio (0 to 100) from which two sentences count as one copy: agencies' copy is changed by a
word or a verb of saying, a paraphrase in German reaches 51 to 62."""

COPY_LENGTH: Final = 60
"""Characters that a sentence needs to be recognised as copy; shorter ones are alike by chance."""

MAX_DOCUMENT_BYTES: Final = 64 * 2**20
"""One document (file, JSON Lines line) after unpacking. A web page with all its scripts has a few
MiB; what is larger is an archive in the wrong format or an attack."""

MAX_ARTICLE_CHARS: Final = 1_000_000
"""Characters of one article's text. A long reportage has 50,000; a million is spaCy's own default
limit and keeps one document's analysis below the stated memory."""

MAX_SENTENCE_CHARS: Final = 2_500
"""Characters of a sentence; a longer one, a list or a table without stops, is cut between words. Every claim carries
its sentence twice, and is read with a look at all of it. The longest sentences of speeches have 2,000."""

MAX_NAME_CHARS: Final = 2_000
"""Characters of an id, a title, an outlet, an author or an address: the longest addresses that browsers agree on. Every
claim of an article carries them."""

MAX_CLAIM_BYTES: Final = 128 * 2**10
"""One claim as JSON. With every name at its limit and hundreds of sources in its article it has half of that."""

MAX_GZIP_RATIO: Final = 200
"""Unpacked over packed size. German text packs 3 to 5 times, very repetitive JSON Lines 20 to 50
times; deflate ends at 1032."""

MAX_LINE_REPORTS: Final = 20
"""Unreadable lines of one JSON Lines file that are named one by one; the others are counted."""

BATCH_ARTICLES: Final = 16
"""Articles a worker takes at a time: enough that passing them costs nothing, few enough that two
workers end together and memory stays flat."""

TOGETHER_ARTICLES: Final = 8
TOGETHER_CHARACTERS: Final = 40_000
"""Articles that go through the network together, and characters of text from which no more join them: each step of
the parser's search costs nearly the same for eight articles as for one, and with sixteen nothing more is gained."""

WORDS_REMEMBERED: Final = 16_384
"""Answers of each look-up by word that are kept, in some three megabytes each: 85 of 100 words of news are among the
last so many. With four times as many it is 89, and memory goes on growing for thousands of articles."""

VOCABULARY_CHARACTERS: Final = 2_000_000
"""Characters of text after which spaCy's vocabulary is emptied of what they added: some ten megabytes. Emptied after
every article, the words of news would be split into tokens anew each time, a twentieth of the time of extraction."""

REPEAT_BLOCK: Final = 500
"""Articles read together in which a repeated sentence is looked for: a day's news of a dozen outlets."""

REPEAT_BLOCK_CHARS: Final = 20_000_000
"""Characters of these articles at most, so that long ones do not fill the memory."""

REPEAT_ARTICLES: Final = 5
"""Articles of one outlet, with different headlines, from which a sentence counts as furniture: on two archives of
3,400 articles that marks 64 different sentences, each of them an offer, a notice or a standing note."""

REPEAT_CHARS: Final = 20
"""Characters of the shortest sentence looked at: shorter ones repeat by chance."""

REPEAT_SHARE: Final = 0.5
"""Share of an article up to which what it repeats can be furniture; beyond, it is a version of another article."""

PART_ARTICLES: Final = 200
"""Articles in one part file of ``extract --output DIR``: a kill loses at most that much work."""

PROGRESS_AFTER_SECONDS: Final = 2.0
"""Commands that end sooner show no progress display."""

STATEMENT_LINK: Final = 0.45
"""Weighted share of telling words from which two statements say the same: about half of what they tell."""

STATEMENT_ELSEWHERE: Final = 0.8
"""The same for articles that do not lead with the same words: nearly all must agree."""

STATEMENT_WORDS: Final = 2.0
"""Weight of shared words that two statements need at least: two words of medium length."""

STATEMENT_CONCEPTS: Final = 3
"""Telling words besides their topic that statements of articles more than two days apart share at least: two are
found in any two statements of one debate, whatever these say."""

STATEMENT_COPY: Final = 90.0
"""rapidfuzz token sort ratio of two statements' lemmas from which one is a copy of the other."""

STATEMENT_REPEATS: Final = 0.8
"""Weighted share of a statement's telling words that stand in its figure's clause, from which it only repeats the
figure. Of 38 statement clusters whose claims all tell figures of one question, 27 lie above, and 25 of these tell no
more than the figure; 11 lie below, and 10 of these do (judged by hand, news of 2020 and 2024 and invented stories)."""

IMPLICATION_TOLERANCE: Final = 0.06
"""An implied figure is consistent with the stated one if they differ by at most 6 %: both are rounded
to one or two digits as a rule, and a month has 28 to 31 days."""

MAX_JOINED_TOKENS: Final = 500
"""Tokens of one sentence, quotations that run over its end included, in which statements are looked for.
A speech of that length fills half a column; what is longer is a table, a list or a stray quotation mark."""
