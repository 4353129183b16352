package millwright.connectors.wire;

import java.util.List;
import millwright.feed.ActionHeader;
import millwright.feed.ActionHeader.ProposerKind;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.JobOrder;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.plant.EntityId;
import millwright.plant.InBandProfile;
import millwright.plant.MetricId;
import millwright.plant.v1.V1;

/** Actions, their previews, receipts and progress. Any thread. */
final class ActionCodec {
    private ActionCodec() {}

    static V1.ControlAction encode(ControlAction action) {
        ActionHeader h = action.header();
        V1.ControlAction.Builder to = V1.ControlAction.newBuilder()
                .setHeader(V1.ActionHeader.newBuilder()
                        .setKey(h.key())
                        .setProposer(h.proposer())
                        .setProposerKindValue(Words.number(h.proposerKind()))
                        .setCreated(h.created())
                        .setExpires(h.expires())
                        .setRevision(h.revision())
                        .setReason(h.reason()))
                .addAllTargets(Words.texts(action.targets()));
        switch (action) {
            case ControlAction.Acknowledge a ->
                to.setAcknowledge(V1.ControlAction.Acknowledge.newBuilder().addAllFindings(a.findings()));
            case ControlAction.SetPowerCap a ->
                to.setSetPowerCap(V1.ControlAction.SetPowerCap.newBuilder().setWattsPerGpu(a.wattsPerGpu()));
            case ControlAction.SetPowerProfile a ->
                to.setSetPowerProfile(V1.ControlAction.SetPowerProfile.newBuilder()
                        .setInBandId(a.profile().id()));
            case ControlAction.Drain _ -> to.setDrain(V1.ControlAction.Drain.getDefaultInstance());
            case ControlAction.Resume _ -> to.setResumeWork(V1.ControlAction.ResumeWork.getDefaultInstance());
            case ControlAction.SetPoint a ->
                to.setSetPoint(V1.ControlAction.SetPoint.newBuilder()
                        .setMetric(a.metric().name())
                        .setValue(a.value()));
            case ControlAction.SteerJobs a ->
                to.setSteerJobs(V1.ControlAction.SteerJobs.newBuilder().setOrderValue(Words.number(a.order())));
        }
        return to.build();
    }

    static ControlAction decode(V1.ControlAction from, String field) {
        V1.ActionHeader h = from.getHeader();
        ProposerKind kind = Words.of(ProposerKind.values(), h.getProposerKindValue(), field + ".header.proposer_kind");
        ActionHeader header = Words.checked(
                field + ".header.key",
                () -> new ActionHeader(
                        h.getKey(),
                        h.getProposer(),
                        kind,
                        h.getCreated(),
                        h.getExpires(),
                        h.getRevision(),
                        h.getReason()));
        List<EntityId> targets = Words.entities(from.getTargetsList(), field + ".targets");
        return switch (from.getWhatCase()) {
            case ACKNOWLEDGE ->
                new ControlAction.Acknowledge(header, from.getAcknowledge().getFindingsList(), targets);
            case SET_POWER_CAP ->
                new ControlAction.SetPowerCap(
                        header, targets, from.getSetPowerCap().getWattsPerGpu());
            case SET_POWER_PROFILE -> {
                int id = from.getSetPowerProfile().getInBandId();
                InBandProfile profile =
                        Words.checked(field + ".set_power_profile.in_band_id", () -> new InBandProfile(id));
                yield new ControlAction.SetPowerProfile(header, targets, profile);
            }
            case DRAIN -> new ControlAction.Drain(header, targets);
            case RESUME_WORK -> new ControlAction.Resume(header, targets);
            case STEER_JOBS -> {
                int order = from.getSteerJobs().getOrderValue();
                yield new ControlAction.SteerJobs(
                        header, targets, Words.of(JobOrder.values(), order, field + ".steer_jobs.order"));
            }
            case SET_POINT -> {
                String metric = from.getSetPoint().getMetric();
                yield new ControlAction.SetPoint(
                        header,
                        targets,
                        Words.checked(field + ".set_point.metric", () -> new MetricId(metric)),
                        from.getSetPoint().getValue());
            }
            case WHAT_NOT_SET -> throw new BadMessage(field + ".what", "is missing or an unknown kind of action");
        };
    }

    static V1.Preview encode(Preview p) {
        V1.Preview.Builder to = V1.Preview.newBuilder()
                .setRequest(p.request())
                .setWattsBefore(p.wattsBefore())
                .setWattsAfter(p.wattsAfter())
                .setTokensBefore(p.tokensBefore())
                .setTokensAfter(p.tokensAfter())
                .addAllJobsHit(Words.texts(p.jobsHit()))
                .setRacks(p.racks())
                .setSecondConfirmation(p.secondConfirmation())
                .setAssumption(p.assumption())
                .setTime(p.time());
        p.guards()
                .forEach(v -> to.addGuards(V1.Preview.Verdict.newBuilder()
                        .setGuard(v.guard())
                        .setPassed(v.passed())
                        .setText(v.text())));
        Preview.Binding b = p.binding();
        if (b != null) {
            to.setBinding(V1.Preview.Binding.newBuilder()
                    .setAncestor(b.ancestor().text())
                    .setWatts(b.watts())
                    .setLimit(b.limit())
                    .setOrigin(b.origin())
                    .setLargestThatFits(b.largestThatFits()));
        }
        p.failover()
                .forEach(f -> to.addFailover(V1.Preview.Failover.newBuilder()
                        .setLost(f.lost().text())
                        .setSurvivor(f.survivor().text())
                        .setWatts(f.watts())
                        .setLimit(f.limit())));
        return to.build();
    }

    static Preview decode(V1.Preview p) {
        V1.Preview.Binding b = p.getBinding();
        return new Preview(
                p.getRequest(),
                p.getGuardsList().stream()
                        .map(v -> new Preview.Verdict(v.getGuard(), v.getPassed(), v.getText()))
                        .toList(),
                p.hasBinding()
                        ? new Preview.Binding(
                                Words.entity(b.getAncestor(), "preview.binding.ancestor"),
                                b.getWatts(),
                                b.getLimit(),
                                b.getOrigin(),
                                b.getLargestThatFits())
                        : null,
                p.getFailoverList().stream()
                        .map(f -> new Preview.Failover(
                                Words.entity(f.getLost(), "preview.failover.lost"),
                                Words.entity(f.getSurvivor(), "preview.failover.survivor"),
                                f.getWatts(),
                                f.getLimit()))
                        .toList(),
                p.getWattsBefore(),
                p.getWattsAfter(),
                p.getTokensBefore(),
                p.getTokensAfter(),
                Words.entities(p.getJobsHitList(), "preview.jobs_hit"),
                p.getRacks(),
                p.getSecondConfirmation(),
                p.getAssumption(),
                p.getTime());
    }

    static V1.Receipt encode(Receipt r) {
        return V1.Receipt.newBuilder()
                .setKey(r.key())
                .setAnswerValue(Words.number(r.answer()))
                .setText(r.text())
                .setTime(r.time())
                .build();
    }

    static Receipt decode(V1.Receipt r) {
        return new Receipt(
                r.getKey(),
                Words.of(Receipt.Answer.values(), r.getAnswerValue(), "receipt.answer"),
                r.getText(),
                r.getTime());
    }

    static V1.ActionProgress encode(ActionProgress p) {
        V1.ActionProgress.Builder to = V1.ActionProgress.newBuilder()
                .setAction(encode(p.action()))
                .setStageValue(Words.number(p.stage()))
                .setOrigin(Words.origin(p.origin()));
        p.trail()
                .forEach(m -> to.addTrail(V1.ActionProgress.Mark.newBuilder()
                        .setStageValue(Words.number(m.stage()))
                        .setTime(m.time())
                        .setBy(m.by())
                        .setText(m.text())));
        p.values()
                .forEach(t -> to.addValues(V1.ActionProgress.Target.newBuilder()
                        .setEntity(t.entity().text())
                        .setBefore(t.before())
                        .setDesired(t.desired())
                        .setCommanded(t.commanded())
                        .setObserved(t.observed())
                        .setObservedAt(t.observedAt())));
        Preview preview = p.preview();
        if (preview != null) {
            to.setPreview(encode(preview));
        }
        return to.build();
    }

    static ActionProgress decode(V1.ActionProgress p) {
        return new ActionProgress(
                decode(p.getAction(), "action_progress.action"),
                Words.of(ActionStage.values(), p.getStageValue(), "action_progress.stage"),
                p.getTrailList().stream()
                        .map(m -> new ActionProgress.Mark(
                                Words.of(ActionStage.values(), m.getStageValue(), "action_progress.trail.stage"),
                                m.getTime(),
                                m.getBy(),
                                m.getText()))
                        .toList(),
                p.getValuesList().stream()
                        .map(t -> new ActionProgress.Target(
                                Words.entity(t.getEntity(), "action_progress.values.entity"),
                                t.getBefore(),
                                t.getDesired(),
                                t.getCommanded(),
                                t.getObserved(),
                                t.getObservedAt()))
                        .toList(),
                p.hasPreview() ? decode(p.getPreview()) : null,
                Words.origin(p.getOrigin(), "action_progress.origin"));
    }
}
