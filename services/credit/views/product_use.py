"""产品使用: how many customers and how much, by product and town (RZ-2.4.c)."""

from datetime import date
from typing import Any

from services.credit.domain.product import PRODUCT
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import product as products
from shared.schemas.kinds import TownId


def use_key(event: Any, _: EventMeta) -> str:
    return f"{event.product}.{event.town}"


@view("product-use", title="产品使用", key="product_town", version=1, of=PRODUCT, part="use")
class ProductUse(Row):
    product_town: str = column("产品与镇")
    product: str = column("产品编号")
    institution: str = column("金融机构")
    town: TownId = column("镇")
    pilot: bool = column("试点镇")
    customers: int = column("累计客户数")
    amount_fen: int = column("累计金额（分）")
    as_of: date | None = column("截至日期", None)


@ProductUse.on(products.ProductUseReported, key=use_key)
def reported(row: ProductUse, event: products.ProductUseReported) -> ProductUse:
    return replace(
        row,
        product=event.product,
        institution=event.institution,
        town=event.town,
        pilot=event.pilot,
        customers=event.customers,
        amount_fen=event.amount_fen,
        as_of=event.as_of,
    )
