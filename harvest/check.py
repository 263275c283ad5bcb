"""The check of a study's sources, before any of them is visited."""

from __future__ import annotations

from corpus.sections import SourceSettings
from corpus.study import Study
from harvest.kinds import Kind, kind_names, load_kind
from harvest.settings import HarvestSettings

_COMMON = frozenset({"kind", "name", "expects", "delay_s", "allow_hosts", "publisher"})
"""The keys that mean something to every kind."""


def checked_settings(study: Study) -> HarvestSettings:
    """Return the settings of a study; raise Refused when one of its sources cannot be harvested as it stands."""
    check_sources(study)
    return HarvestSettings(contact=study.contact, base=study.beside("."), study=study.name)


def check_sources(study: Study) -> None:
    """Raise Refused, with its line, for the first source of an unknown kind or with settings its kind cannot use."""
    for position, source in enumerate(study.sources):
        if source.kind not in kind_names():
            problem = f"there is no kind of source '{source.kind}'"
            raise study.refuse(("sources", position, "kind"), problem, f"Known: {', '.join(kind_names())}")
        kind = load_kind(source.kind)
        _check_keys(study, position, source, kind)
        for fault in kind.faults(source):
            raise study.refuse(("sources", position, *fault.key), fault.problem, fault.remedy)


def _check_keys(study: Study, position: int, source: SourceSettings, kind: Kind) -> None:
    for keys in kind.needs:
        if not any(getattr(source, key) for key in keys):
            names = " or ".join(f"'{key}'" for key in keys)
            problem = f"a source of kind '{source.kind}' needs {names}"
            raise study.refuse(("sources", position, keys[0]), problem, f"Add {keys[0]} = … to source '{source.name}'")
    useful = {*_COMMON, *kind.uses, *(key for keys in kind.needs for key in keys)}
    for key in sorted(name.rstrip("_") for name in source.model_fields_set):
        if key not in useful:
            problem = f"a source of kind '{source.kind}' does nothing with '{key}'"
            raise study.refuse(
                ("sources", position, key), problem, f"Leave it out, or use: {', '.join(sorted(useful))}"
            )
