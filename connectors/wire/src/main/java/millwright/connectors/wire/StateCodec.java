package millwright.connectors.wire;

import millwright.feed.AuditHead;
import millwright.feed.Delivery;
import millwright.feed.Gap;
import millwright.feed.Interval;
import millwright.feed.LinkState;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.plant.EntityKind;
import millwright.plant.v1.V1;

/** Gaps, and how sources, the audit, the link and time stand. Any thread. */
final class StateCodec {
    private StateCodec() {}

    static V1.Gap encode(Gap e) {
        V1.Gap.Builder to = V1.Gap.newBuilder()
                .setKindValue(Words.numberOrNone(e.kind()))
                .setFrom(e.from())
                .setTo(e.to())
                .setCount(e.count())
                .setReason(e.reason())
                .addAllEntities(Words.texts(e.entities()));
        if (e.metric() != null) {
            to.setMetric(e.metric().name());
        }
        return to.build();
    }

    static Gap decode(V1.Gap e) {
        return new Gap(
                e.hasMetric() ? Words.metric(e.getMetric(), "gap.metric") : null,
                Words.orNull(EntityKind.values(), e.getKindValue()),
                Words.entities(e.getEntitiesList(), "gap.entities"),
                e.getFrom(),
                e.getTo(),
                e.getCount(),
                e.getReason());
    }

    static V1.SourceState encode(SourceState e) {
        return V1.SourceState.newBuilder()
                .setSource(e.source().text())
                .setProtocol(e.protocol())
                .setCondition(e.condition())
                .setDetail(e.detail())
                .setTime(e.time())
                .setLagMillis(e.lagMillis())
                .setSamplesPerSecond(e.samplesPerSecond())
                .setErrors(e.errors())
                .addAllMissing(e.missing())
                .setClockOffset(e.clockOffset())
                .setClockUncertainty(e.clockUncertainty())
                .addAllFields(e.delivery().fields())
                .setWatched(e.delivery().watched())
                .setUnread(e.delivery().unread())
                .setUnreadExample(e.delivery().example())
                .build();
    }

    static SourceState decode(V1.SourceState e) {
        return new SourceState(
                Words.entity(e.getSource(), "source_state.source"),
                e.getProtocol(),
                e.getCondition(),
                e.getDetail(),
                e.getTime(),
                e.getLagMillis(),
                e.getSamplesPerSecond(),
                e.getErrors(),
                e.getMissingList(),
                e.getClockOffset(),
                e.getClockUncertainty(),
                new Delivery(e.getFieldsList(), e.getWatched(), e.getUnread(), e.getUnreadExample()));
    }

    static V1.Interval encode(Interval e) {
        return V1.Interval.newBuilder()
                .setName(e.name())
                .setEntity(e.entity().text())
                .setFrom(e.from())
                .setTo(e.to())
                .putAllNumbers(e.numbers())
                .setOrigin(Words.origin(e.origin()))
                .build();
    }

    static Interval decode(V1.Interval e) {
        return new Interval(
                e.getName(),
                Words.entity(e.getEntity(), "interval.entity"),
                e.getFrom(),
                e.getTo(),
                e.getNumbersMap(),
                Words.origin(e.getOrigin(), "interval.origin"));
    }

    static V1.AuditHead encode(AuditHead e) {
        return V1.AuditHead.newBuilder()
                .setCount(e.count())
                .setHash(e.hash())
                .setTime(e.time())
                .build();
    }

    static AuditHead decode(V1.AuditHead e) {
        return new AuditHead(e.getCount(), e.getHash(), e.getTime());
    }

    static V1.TimeState encode(TimeState e) {
        return V1.TimeState.newBuilder()
                .setModeValue(Words.number(e.mode()))
                .setNow(e.now())
                .setFrom(e.from())
                .setTo(e.to())
                .setSpeed(e.speed())
                .setJudged(e.judged())
                .build();
    }

    static TimeState decode(V1.TimeState e) {
        return new TimeState(
                Words.of(TimeState.Mode.values(), e.getModeValue(), "time_state.mode"),
                e.getNow(),
                e.getFrom(),
                e.getTo(),
                e.getSpeed(),
                e.getJudged());
    }

    static V1.LinkState encode(LinkState e) {
        return V1.LinkState.newBuilder()
                .setConditionValue(Words.number(e.condition()))
                .setSince(e.since())
                .setDetail(e.detail())
                .setTellingValue(Words.number(e.telling()))
                .setPeer(e.peer())
                .setRetry(e.retry())
                .setRole(e.role())
                .build();
    }

    static LinkState decode(V1.LinkState e) {
        LinkState.Telling telling = Words.orNull(LinkState.Telling.values(), e.getTellingValue());
        return new LinkState(
                Words.of(LinkState.Condition.values(), e.getConditionValue(), "link_state.condition"),
                e.getSince(),
                e.getDetail(),
                telling == null ? LinkState.Telling.NEWS : telling,
                e.getPeer(),
                e.getRetry(),
                e.getRole());
    }
}
