"""Keeps a paper 存档: the event that cites its content and what it was drawn as of."""

from functools import partial

from shared.kernel.aggregate import Actor, Rule, refuse
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.ids import command_id, event_id
from shared.kernel.commands.unit import Order, UnitOfWork
from shared.kernel.documents import document_is_there
from shared.kernel.documents.kept_papers import KEPT_PAPERS
from shared.schemas.platform import KeepPaper, PaperKept

ONE_CONTENT = Rule(
    "one-content",
    "design",
    zh="存档的文书须附一份内容，不多不少",
    en="A paper is kept with its content, one document.",
    pass_zh="请附一份内容，现为 {given} 份",
    pass_en="Attach one document; there are {given}.",
)
DRAWN_AS_SAID = Rule(
    "drawn-as-said",
    "design",
    zh="文书所依据的本业务记录位置，其哈希须与记录一致",
    en="At the position that a paper rests on here, the log has the hash that is said.",
    pass_zh="位置 {position} 处的哈希与记录不符，请重新生成文书后存档",
    pass_en="The hash at position {position} is another: draw the paper anew, then keep it.",
)

_KEEPING = Command(
    name="keep-paper",
    title="文书存档",
    clause="design",
    by=(),
    duty="",
    guards=(),
    creates=None,
    data=PaperKept,
    decide=lambda state, fact, context: [fact],
    aggregate=KEPT_PAPERS,
)


def keep_paper(executor: Executor, actor: Actor, cmd: KeepPaper) -> tuple[str, int]:
    """Keep it for the actor's organisation; the event's id and its position. The same paper with
    the same content again is found. Raises `Refused`, `Busy`, `StoreUnavailable`."""
    if len(cmd.attachments) != 1:
        refuse(ONE_CONTENT, given=len(cmd.attachments))
    document_is_there(executor.documents, cmd.attachments)
    for drawn in cmd.drawn:
        own = drawn.service == executor.log.service
        if own and executor.log.store.hash_at(drawn.position) != bytes.fromhex(drawn.hash):
            refuse(DRAWN_AS_SAID, position=drawn.position)
    [content] = cmd.attachments
    id = command_id("keep-paper", actor.organisation, cmd.paper, cmd.about, content.sha256)
    fact = PaperKept.of(cmd, organisation=actor.organisation)
    order = Order(_KEEPING, fact, actor, executor.clock.now(), id)
    unit = partial(
        UnitOfWork.record, order=order, aggregate=KEPT_PAPERS, id=actor.organisation, event=fact
    )
    _, appended = executor.optimistic.run(unit)
    assert appended is not None, "what is kept is an event"
    return event_id(id, 0), appended.first
