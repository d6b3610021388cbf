"""金融产品目录: what institutions offer the towns (RZ-2.4.c)."""

from datetime import date

from services.credit.domain.product import PRODUCT
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import product as products
from shared.schemas.credit.stages import ProductKind


@view("products", title="金融产品目录", key="product", version=1, of=PRODUCT)
class Products(Row):
    product: str = column("产品编号")
    institution: str = column("金融机构")
    name: str = column("名称")
    kind: ProductKind = column("产品类别")
    terms: str = column("适用对象和条件")
    offered: bool = column("在办")
    registered_on: date | None = column("登记日期", None)
    retired_on: date | None = column("停办日期", None)


@Products.on(products.ProductRegistered)
def registered(row: Products, event: products.ProductRegistered) -> Products:
    return replace(
        row,
        institution=event.institution,
        name=event.name,
        kind=event.kind,
        terms=event.terms,
        offered=True,
        registered_on=event.registered_on,
    )


@Products.on(products.ProductRetired)
def retired(row: Products, event: products.ProductRetired) -> Products:
    return replace(row, offered=False, retired_on=event.retired_on)
