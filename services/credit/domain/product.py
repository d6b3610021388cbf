"""Product (`product-<product>`): 金融产品 of an institution and its use in the towns, RZ-2.4.c.

It is the institution's own: registered here, approved by nobody here.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.credit.domain.institution import INSTITUTION, require_open
from services.credit.domain.organisations import ANSWERERS, require_own_matter
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Events,
    RulesOf,
    guard,
    part,
    pick_id,
    refuse,
    to_everyone,
    to_organisation,
    to_party,
)
from shared.schemas.copying import replace
from shared.schemas.credit import product as products

CLAUSE = "RZ-2.4.c"

rule = RulesOf(CLAUSE)
PRODUCT_IS_OFFERED = rule(
    "product-is-offered",
    zh="已停办的产品不再报告",
    en="A product that was retired is reported no more.",
    pass_zh="产品 {product} 已停办",
    pass_en="{product} was retired.",
)
TOWN_OF_THE_USE = rule(
    "town-of-the-use",
    zh="按登记在册的镇报告使用情况",
    en="Use is reported of a registered town.",
    pass_zh="没有 {town} 镇",
    pass_en="There is no town {town}.",
)
USE_ADDS_UP = rule(
    "use-adds-up",
    zh="累计数按较新的日期报告，不少于上次",
    en="Sums are of a later day and no less than before.",
    pass_zh="上次为 {as_of}：{customers} 户、{amount:money}",
    pass_en="On {as_of} it was {customers} customers, {amount} fen.",
)


@dataclass(frozen=True, slots=True)
class Product:
    """`use`: the last report of each town."""

    institution: str = ""
    offered: bool = False
    use: Map[str, products.ProductUseReported] = Map()


PRODUCT = Aggregate(
    "product",
    Product(),
    key="product",
    title="金融产品",
    sight=[to_everyone()],
    parts=[
        part(
            "use",
            to_party("institution"),
            to_organisation("local-finance"),
            to_organisation("pboc"),
            to_organisation("nfra"),
            events=[products.ProductUseReported],
            apart=True,
        )
    ],
)


@PRODUCT.evolve
def evolve(product: Product, event: products.Event) -> Product:
    match event:
        case products.ProductRegistered(institution=institution):
            return Product(institution, offered=True)
        case products.ProductUseReported(town=town):
            return replace(product, use=product.use.set(town, event))
        case products.ProductRetired():
            return replace(product, offered=False)
    assert_never(event)


PRODUCT.asks_nobody("由金融机构登记和报告")


def is_offered(product: Product, context: Context) -> None:
    """The condition that a product is offered, and that its own institution acts."""
    require_own_matter(product.institution, context)
    if not product.offered:
        refuse(PRODUCT_IS_OFFERED, product="—")


@PRODUCT.command(
    title="登记金融产品",
    clause=CLAUSE,
    by=ANSWERERS,
    guards=[guard(INSTITUTION)],
    creates=True,
    numbered="product-{year}",
    picks=[pick_id("institution", require_open)],
)
def register_product(_: Product, cmd: products.RegisterProduct, context: Context) -> Events:
    require_own_matter(cmd.institution, context)
    require_open(cmd.institution, context)
    yield products.ProductRegistered.of(
        cmd, registered_on=context.today, entered_by=context.actor.organisation
    )


@PRODUCT.command(title="报告产品使用", clause=CLAUSE, by=ANSWERERS, when=[is_offered])
def report_product_use(
    product: Product, cmd: products.ReportProductUse, context: Context
) -> Events:
    town = context.town(cmd.town)
    if town is None:
        refuse(TOWN_OF_THE_USE, town=cmd.town)
    last = product.use.get(cmd.town)
    as_of = last.as_of if last else date(2000, 1, 1)
    customers, amount = (last.customers, last.amount_fen) if last else (0, 0)
    newer = as_of < cmd.as_of <= context.today
    if not newer or cmd.customers < customers or cmd.amount_fen < amount:
        refuse(USE_ADDS_UP, as_of=as_of, customers=customers, amount=amount)
    yield products.ProductUseReported.of(
        cmd, institution=product.institution, pilot=town.pilot,
        entered_by=context.actor.organisation,
    )  # fmt: skip


@PRODUCT.command(title="停办金融产品", clause=CLAUSE, by=ANSWERERS, when=[is_offered])
def retire_product(_: Product, cmd: products.RetireProduct, context: Context) -> Events:
    yield products.ProductRetired.of(cmd, retired_on=context.today)
