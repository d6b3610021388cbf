"""Files that come with a form: handed to the service, and kept in the form by their hashes."""

import json
from collections.abc import Iterator

from shared.workbench.faces import Away, Declined
from shared.workbench.visit import Visit
from shared.workbench.words.meaning import Meaning


def taken(
    visit: Visit, meaning: Meaning, service: str
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What was posted, with each new file as the attachment that it became; errors by path."""
    entries = {name: list(texts) for name, texts in visit.request.form.lists()}
    errors: dict[str, str] = {}
    for path in _places(meaning, ""):
        for file in visit.request.files.getlist(path):
            if not file.filename:
                continue
            try:
                answer = visit.bench.faces.send(
                    visit.person, service, "POST", "/documents",
                    params={"name": file.filename}, data=file.stream,
                    headers={"Content-Type": file.mimetype or "application/octet-stream"},
                )  # fmt: skip
            except (Away, Declined) as no:
                errors[path] = f"{file.filename} 未能上传：{no}"
                continue
            kept = {n: answer[n] for n in ("sha256", "size", "name", "media_type")}
            told = json.dumps(kept, ensure_ascii=False)
            if told not in entries.setdefault(path, []):
                entries[path].append(told)
    return entries, errors


def _places(meaning: Meaning, path: str) -> Iterator[str]:
    for one in meaning.fields:
        place = f"{path}.{one.name}" if path else one.name
        if one.kind == "attachment":
            yield place
        elif one.fields:
            yield from _places(one, place)
