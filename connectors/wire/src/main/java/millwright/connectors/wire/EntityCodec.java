package millwright.connectors.wire;

import java.time.DateTimeException;
import java.time.ZoneId;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.FabricTier;
import millwright.plant.JobClass;
import millwright.plant.RackSlot;
import millwright.plant.Side;
import millwright.plant.v1.V1;
import org.jspecify.annotations.Nullable;

/** Entities: one flat message for all kinds. Any thread. */
final class EntityCodec {
    private static final EntityKind[] KINDS = EntityKind.values();

    private EntityCodec() {}

    static V1.Entity encode(Entity entity) {
        V1.Entity.Builder to = V1.Entity.newBuilder()
                .setId(entity.id().text())
                .setName(entity.name())
                .setKindValue(Words.number(entity.kind()));
        switch (entity) {
            case Entity.Site e -> to.setZone(e.zone().getId());
            case Entity.Rack e -> to.setUnits(e.units()).setPosition(e.position());
            case Entity.Node e -> to.setHost(e.host()).setSlot(slot(e.slot()));
            case Entity.Gpu e -> to.setIndex(e.index()).setModel(e.model());
            case Entity.Nic e -> to.setGigabits(e.gigabits());
            case Entity.Switch e -> to.setTierValue(Words.number(e.tier()));
            case Entity.Link e -> to.setGigabits(e.gigabits());
            case Entity.PowerDevice e -> to.setSideValue(Words.number(e.side())).setVoltage(e.voltage());
            case Entity.Job e -> job(to, e);
            case Entity.Process e -> to.setPid(e.pid());
            case Entity.Endpoint e -> to.setModel(e.model()).setPrecision(e.precision());
            case Entity.Source e -> to.setProtocol(e.protocol()).setSimulated(e.simulated());
            case Entity.Place _, Entity.CoolingDevice _, Entity.Named _ -> {}
        }
        return to.build();
    }

    private static void job(V1.Entity.Builder to, Entity.Job job) {
        to.setJobClassValue(Words.number(job.jobClass()))
                .setNativeId(job.nativeId())
                .setStarted(job.started());
        EntityId org = job.org();
        if (org != null) {
            to.setOrg(org.text());
        }
    }

    private static V1.RackSlot slot(RackSlot slot) {
        return V1.RackSlot.newBuilder()
                .setUnit(slot.unit())
                .setHeight(slot.height())
                .setWidthValue(Words.number(slot.width()))
                .setFaceValue(Words.number(slot.face()))
                .build();
    }

    /** Null for a kind of entity that this version does not know. */
    static @Nullable Entity decode(V1.Entity from, String field) {
        EntityKind kind = Words.orNull(KINDS, from.getKindValue());
        return kind == null ? null : decode(from, kind, Words.entity(from.getId(), field + ".id"), field);
    }

    private static Entity decode(V1.Entity from, EntityKind kind, EntityId id, String field) {
        String name = from.getName();
        return switch (kind) {
            case SITE -> new Entity.Site(id, name, zone(from.getZone(), field + ".zone"));
            case HALL, ROW, LOOP -> new Entity.Place(id, name, kind);
            case RACK -> new Entity.Rack(id, name, from.getUnits(), from.getPosition());
            case NODE -> new Entity.Node(id, name, from.getHost(), slot(from.getSlot(), field + ".slot"));
            case GPU -> new Entity.Gpu(id, name, from.getIndex(), from.getModel());
            case NIC -> new Entity.Nic(id, name, from.getGigabits());
            case SWITCH ->
                new Entity.Switch(id, name, Words.of(FabricTier.values(), from.getTierValue(), field + ".tier"));
            case LINK -> new Entity.Link(id, name, from.getGigabits());
            case UTILITY, SWITCHBOARD, UPS, PDU, BUSWAY, POWER_SHELF, MECHANICAL ->
                new Entity.PowerDevice(
                        id,
                        name,
                        kind,
                        Words.of(Side.values(), from.getSideValue(), field + ".side"),
                        from.getVoltage());
            case CDU, PUMP, CHILLER, LEAK_DETECTOR -> new Entity.CoolingDevice(id, name, kind);
            case JOB -> job(from, id, field);
            case PROCESS -> new Entity.Process(id, name, from.getPid());
            case ENDPOINT -> new Entity.Endpoint(id, name, from.getModel(), from.getPrecision());
            case REPLICA, MODEL, ORG, TARIFF, GPU_INSTANCE -> new Entity.Named(id, name, kind);
            case SOURCE -> new Entity.Source(id, name, from.getProtocol(), from.getSimulated());
        };
    }

    private static Entity.Job job(V1.Entity from, EntityId id, String field) {
        JobClass known = Words.orNull(JobClass.values(), from.getJobClassValue());
        return new Entity.Job(
                id,
                from.getName(),
                known == null ? JobClass.OTHER : known,
                from.getNativeId(),
                from.hasOrg() ? Words.entity(from.getOrg(), field + ".org") : null,
                from.getStarted());
    }

    private static ZoneId zone(String id, String field) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new BadMessage(field, "no time zone '" + id + "'");
        }
    }

    private static RackSlot slot(V1.RackSlot from, String field) {
        RackSlot.Width width = Words.of(RackSlot.Width.values(), from.getWidthValue(), field + ".width");
        RackSlot.Face face = Words.of(RackSlot.Face.values(), from.getFaceValue(), field + ".face");
        return Words.checked(field, () -> new RackSlot(from.getUnit(), from.getHeight(), width, face));
    }
}
