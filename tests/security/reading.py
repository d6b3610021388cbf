"""What an organisation reads of a served service, at each of its addresses."""

from tests.integration.http.served import Served


def types(service: Served, stream: str, by: str, person: str = "张三") -> list[str]:
    """The events that somebody sees of a stream; none where the stream is refused."""
    token = service.token(by, person=person)
    answer = service.get(f"/streams/{stream}", headers={"Authorization": f"Bearer {token}"})
    return [e["type"] for e in answer.json["events"]] if answer.status_code == 200 else []


def everything(service: Served, by: str) -> str:
    """All that the views tell an organisation, as pages and as files."""
    told = ""
    for view in service.get("/views", by=by).json["views"]:
        told += service.get(f"/views/{view['name']}?limit=500", by=by).get_data(as_text=True)
    return told


def rows(service: Served, view: str, by: str, query: str = "") -> list[str]:
    answer = service.get(f"/views/{view}{query}", by=by)
    return [row[answer.json["columns"][0]["name"]] for row in answer.json["rows"]]
