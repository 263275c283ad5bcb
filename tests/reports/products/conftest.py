"""A published study with the files of the products only, which are soon made."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.stage import Inputs
from reports import rendering
from reports.publishing.publish import publish
from tests.reports.conftest import as_inputs, make_records, make_render_settings, make_settings


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the study; tests only read it."""
    settings = make_settings(tmp_path_factory.mktemp("producten") / "proef")
    list(publish(as_inputs(make_records()), settings))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "MAKERS", ("products.making",))
        list(rendering.render(Inputs({}), make_render_settings(settings.folder)))
    return settings.folder
