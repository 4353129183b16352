package millwright.connectors.wire;

import java.util.List;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.Occurrence;
import millwright.feed.Priority;
import millwright.plant.Layer;
import millwright.plant.RelationKind;
import millwright.plant.v1.V1;

/** Occurrences, findings, incidents and alarms. Any thread. */
final class FindingCodec {
    private static final Priority[] PRIORITIES = Priority.values();

    private FindingCodec() {}

    static V1.Occurrence encode(Occurrence e) {
        return V1.Occurrence.newBuilder()
                .setId(e.id())
                .setWhat(e.what())
                .setLayerValue(Words.number(e.layer()))
                .setEntity(e.entity().text())
                .setTime(e.time())
                .setUncertainty(e.uncertainty())
                .setReceiveTime(e.receiveTime())
                .setPriorityValue(Words.number(e.priority()))
                .setText(e.text())
                .setCount(e.count())
                .putAllDetails(e.details())
                .setOrigin(Words.origin(e.origin()))
                .build();
    }

    static Occurrence decode(V1.Occurrence e) {
        return new Occurrence(
                e.getId(),
                e.getWhat(),
                Words.of(Layer.values(), e.getLayerValue(), "occurrence.layer"),
                Words.entity(e.getEntity(), "occurrence.entity"),
                e.getTime(),
                e.getUncertainty(),
                e.getReceiveTime(),
                Words.of(PRIORITIES, e.getPriorityValue(), "occurrence.priority"),
                e.getText(),
                e.getCount(),
                e.getDetailsMap(),
                Words.origin(e.getOrigin(), "occurrence.origin"));
    }

    static V1.Finding encode(Finding e) {
        V1.Finding.Builder to = V1.Finding.newBuilder()
                .setId(e.id())
                .setRule(e.rule())
                .setEntity(e.entity().text())
                .setPriorityValue(Words.number(e.priority()))
                .setSince(e.since())
                .setUncertainty(e.uncertainty())
                .setUpdated(e.updated())
                .setCleared(e.cleared())
                .setWhat(e.what())
                .setNow(e.now())
                .setLimit(e.limit())
                .setLimitIsUpper(e.limitIsUpper())
                .setEvidence(e.evidence())
                .setGuidance(e.guidance())
                .addAllJobsHit(Words.texts(e.jobsHit()))
                .setCount(e.count())
                .setOrigin(Words.origin(e.origin()))
                .setReanalysed(e.reanalysed());
        if (e.metric() != null) {
            to.setMetric(e.metric().name());
        }
        return to.build();
    }

    static Finding decode(V1.Finding e) {
        return new Finding(
                e.getId(),
                e.getRule(),
                Words.entity(e.getEntity(), "finding.entity"),
                Words.of(PRIORITIES, e.getPriorityValue(), "finding.priority"),
                e.getSince(),
                e.getUncertainty(),
                e.getUpdated(),
                e.getCleared(),
                e.getWhat(),
                e.hasMetric() ? Words.metric(e.getMetric(), "finding.metric") : null,
                e.getNow(),
                e.getLimit(),
                e.getLimitIsUpper(),
                e.getEvidence(),
                e.getGuidance(),
                Words.entities(e.getJobsHitList(), "finding.jobs_hit"),
                e.getCount(),
                Words.origin(e.getOrigin(), "finding.origin"),
                e.getReanalysed());
    }

    static V1.Incident encode(Incident e) {
        V1.Incident.Builder to = V1.Incident.newBuilder()
                .setId(e.id())
                .setTitle(e.title())
                .setPriorityValue(Words.number(e.priority()))
                .setOpened(e.opened())
                .setClosed(e.closed())
                .addAllFindings(e.findings())
                .addAllJobsHit(Words.texts(e.jobsHit()))
                .setBlast(blast(e.blast()))
                .setOrigin(Words.origin(e.origin()))
                .setReanalysed(e.reanalysed());
        e.causes().forEach(c -> to.addCauses(cause(c)));
        e.path().forEach(s -> to.addPath(step(s)));
        return to.build();
    }

    private static V1.Incident.Cause cause(Incident.Cause cause) {
        V1.Incident.Cause.Builder to = V1.Incident.Cause.newBuilder()
                .setEntity(cause.entity().text())
                .setText(cause.text())
                .setScore(cause.score())
                .setEvidence(cause.evidence());
        if (cause.finding() != null) {
            to.setFinding(cause.finding());
        }
        return to.build();
    }

    private static V1.Incident.Step step(Incident.Step step) {
        return V1.Incident.Step.newBuilder()
                .setFrom(step.from().text())
                .setTo(step.to().text())
                .setRelationValue(Words.number(step.relation()))
                .setDelay(step.delay())
                .setOrderUnknown(step.orderUnknown())
                .build();
    }

    private static V1.Incident.Blast blast(Incident.Blast blast) {
        return V1.Incident.Blast.newBuilder()
                .setRacks(blast.racks())
                .setNodes(blast.nodes())
                .setGpus(blast.gpus())
                .setJobs(blast.jobs())
                .setTokensPerSecond(blast.tokensPerSecond())
                .setTokensLost(blast.tokensLost())
                .build();
    }

    static Incident decode(V1.Incident e) {
        V1.Incident.Blast b = e.getBlast();
        List<Incident.Cause> causes = e.getCausesList().stream()
                .map(c -> new Incident.Cause(
                        Words.entity(c.getEntity(), "incident.causes.entity"),
                        c.getText(),
                        c.getScore(),
                        c.getEvidence(),
                        c.hasFinding() ? c.getFinding() : null))
                .toList();
        List<Incident.Step> path = e.getPathList().stream()
                .map(s -> new Incident.Step(
                        Words.entity(s.getFrom(), "incident.path.from"),
                        Words.entity(s.getTo(), "incident.path.to"),
                        Words.of(RelationKind.values(), s.getRelationValue(), "incident.path.relation"),
                        s.getDelay(),
                        s.getOrderUnknown()))
                .toList();
        return new Incident(
                e.getId(),
                e.getTitle(),
                Words.of(PRIORITIES, e.getPriorityValue(), "incident.priority"),
                e.getOpened(),
                e.getClosed(),
                e.getFindingsList(),
                causes,
                path,
                Words.entities(e.getJobsHitList(), "incident.jobs_hit"),
                new Incident.Blast(
                        b.getRacks(),
                        b.getNodes(),
                        b.getGpus(),
                        b.getJobs(),
                        b.getTokensPerSecond(),
                        b.getTokensLost()),
                Words.origin(e.getOrigin(), "incident.origin"),
                e.getReanalysed());
    }

    static V1.Alarm encode(Alarm e) {
        return V1.Alarm.newBuilder()
                .setFinding(e.finding())
                .setStateValue(Words.number(e.state()))
                .setPriorityValue(Words.number(e.priority()))
                .setBy(e.by())
                .setSince(e.since())
                .build();
    }

    static Alarm decode(V1.Alarm e) {
        return new Alarm(
                e.getFinding(),
                Words.of(AlarmState.values(), e.getStateValue(), "alarm.state"),
                Words.of(PRIORITIES, e.getPriorityValue(), "alarm.priority"),
                e.getBy(),
                e.getSince());
    }
}
