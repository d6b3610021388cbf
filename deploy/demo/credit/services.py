"""Outlets, products, and a meeting of banks and borrowers (RZ-2.4.a to c)."""

from datetime import date

from deploy.demo.story import Programme

RURAL, CITY = "institution-rural", "institution-city"


def services(programme: Programme) -> None:
    _outlets(programme)
    _products(programme)
    _meeting(programme)


def _outlets(programme: Programme) -> None:
    for n, (by, institution, town, kind, name) in enumerate(
        (
            (RURAL, RURAL, "taoluo", "branch", "演示-涛雒支行"),
            (CITY, CITY, "jufeng", "self-service", "演示-巨峰自助银行"),
            ("local-finance", "institution-2024-1", "chaohe", "agri-point", "演示-潮河助农点"),
            (RURAL, RURAL, "nanhu", "branch", "演示-南湖支行"),
        ),
        start=1,
    ):
        id, story = f"{town}-outlet-2024-{n}", programme.story(date(2024, 2, 25))
        story.give(
            "credit", "plan-outlet", by,
            outlet=id, institution=institution, town=town, kind=kind, name=name,
            site="演示-驻地主街", planned_for="2024-06-30",
        )  # fmt: skip
        story.after(100).give(
            "credit", "open-outlet", by,
            outlet=id, licence=f"演示-许可-{id}", opened_on=story.day.isoformat(),
        )  # fmt: skip
        if n == 1:
            story.after(300).give(
                "credit", "relocate-outlet", by,
                outlet=id, town=town, site="演示-新区大街", reason="扩大营业面积",
                relocated_on=story.day.isoformat(),
            )  # fmt: skip
        if town == "nanhu":
            story.after(200).give(
                "credit", "close-outlet", by,
                outlet=id, reason="网点整合", closed_on=story.day.isoformat(),
            )  # fmt: skip


def _products(programme: Programme) -> None:
    story = programme.story(date(2024, 2, 25))
    for id, institution, name, kind in (
        ("product-2024-1", RURAL, "演示-茶农贷", "credit"),
        ("product-2024-2", CITY, "演示-海域权抵押贷", "mortgage-of-rights"),
    ):
        story.give(
            "credit", "register-product", institution,
            product=id, institution=institution, name=name, kind=kind, terms="试点镇经营主体",
        )  # fmt: skip
    for quarter, (customers, yuan) in enumerate(((30, 600_000), (85, 2_100_000)), start=1):
        later = story.branch().after(90 * quarter)
        later.give(
            "credit", "report-product-use", RURAL,
            product="product-2024-1", town="jufeng", as_of=later.day.isoformat(),
            customers=customers, amount_fen=yuan * 100,
        )  # fmt: skip
    story.after(400).give(
        "credit", "retire-product", CITY, product="product-2024-2", reason="产品升级"
    )


def _meeting(programme: Programme) -> None:
    story = programme.story(date(2024, 4, 5))
    signings = [
        ("s-1", RURAL, "taoluo", "tl-0001", 600_000),
        ("s-2", CITY, "zhaoxian", "zx-0002", 1_000_000),
    ]
    story.give(
        "credit", "hold-matching-event", "local-finance",
        matching="matching-2024-1", title="演示-全市银农对接会", held_on=story.day.isoformat(),
        attended=46, document="演示-日金发〔2024〕3号",
        signings=[
            {"signing": id, "institution": institution, "town": town, "borrower": borrower,
             "amount_fen": yuan * 100}
            for id, institution, town, borrower, yuan in signings
        ],
    )  # fmt: skip
    late = ("s-3", RURAL, "chaohe", "ch-0001", 500_000)
    story.branch().after(3).give(
        "credit", "add-signing", "local-finance",
        matching="matching-2024-1",
        **dict(zip(("signing", "institution", "town", "borrower"), late, strict=False)),
        amount_fen=late[-1] * 100,
    )  # fmt: skip
    for id, institution, _, _, yuan in [*signings, late]:
        later = story.branch().after(40)
        later.give(
            "credit", "record-fulfilment", institution,
            matching="matching-2024-1", signing=id,
            amount_fen=yuan * (100 if institution == RURAL else 40),
            fulfilled_on=later.day.isoformat(),
        )  # fmt: skip
