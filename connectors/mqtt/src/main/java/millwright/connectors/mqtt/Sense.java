package millwright.connectors.mqtt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.MetricKind;

/** What a point of the building is in the plant. */
sealed interface Sense {
    /**
     * @param owner the thing that the point is on
     * @param entity what carries the metric: the owner, or a part of it
     * @param limit the value is no reading of the metric but what it may reach
     */
    record Known(Thing owner, Thing entity, Metric metric, Scale scale, boolean limit) implements Sense {}

    /** Says that the building, or somebody who writes points of it, is there. */
    record Heartbeat() implements Sense {}

    /** @param why for people; points are counted by it */
    record Unknown(String why) implements Sense {
        private static final int LONGEST = 200;

        public Unknown {
            why = why.length() > LONGEST ? why.substring(0, LONGEST) + "…" : why;
        }
    }

    /** One thing of the plant. */
    record Thing(EntityKind kind, String local, String name) {
        private static final int LONGEST = 60;

        EntityId id() {
            return EntityId.of(kind, local);
        }

        Thing part(EntityKind ofKind, String what) {
            String part = what.length() > LONGEST ? what.substring(0, LONGEST) : what;
            return new Thing(ofKind, local + "/" + part, name + " " + part);
        }
    }

    /** The reader of all points. Immutable. */
    final class Reader {
        private static final Map<String, EntityKind> KINDS = Map.of(
                "Rack", EntityKind.RACK,
                "UPS", EntityKind.UPS,
                "CDU", EntityKind.CDU,
                "Chiller", EntityKind.CHILLER,
                "Pump", EntityKind.PUMP,
                // a circuit, as of rack PDUs; a switch between two feeds, as Redfish has it
                "Breaker", EntityKind.BUSWAY,
                "ATS", EntityKind.SWITCHBOARD);
        private static final List<String> LEAKS = List.of("RackLeakDetect", "RackLeakDetectTray", "LeakDetect");

        private final Catalogue catalogue = Catalogue.standard();
        private final Map<String, MqttConfig.Meter> meters;

        /** @param meters by object */
        Reader(Map<String, MqttConfig.Meter> meters) {
            this.meters = Map.copyOf(meters);
        }

        Sense read(PointKey key, PointMetadata said) {
            if (key.objectType().equals("System") && key.pointType().startsWith("Heartbeat")) {
                return new Heartbeat();
            }
            String object = said.object().isEmpty() ? said.associate() : said.object();
            String name = said.name().isEmpty() ? object + " " + key.objectType() : said.name();
            // what is part of another thing has no id of its own
            String local = said.object().isEmpty() ? object + "/" + key.objectType() : object;
            EntityKind kind = key.objectType().equals("PowerMeter") ? meter(object) : KINDS.get(key.objectType());
            if (LEAKS.contains(key.pointType()) || key.pointType().equals("RackLeakSensorFault")) {
                Thing owner = new Thing(kind == null ? EntityKind.HALL : kind, local, name);
                return leak(key, said, owner);
            }
            if (kind == null) {
                return new Unknown("no place in the plant for a " + key.objectType());
            }
            return gauge(key, said, new Thing(kind, local, name));
        }

        private EntityKind meter(String object) {
            MqttConfig.Meter meter = meters.get(object);
            return meter == null ? EntityKind.PDU : meter.kind();
        }

        private Sense leak(PointKey key, PointMetadata said, Thing owner) {
            boolean tray = key.pointType().equals("RackLeakDetectTray");
            boolean fault = key.pointType().equals("RackLeakSensorFault");
            String what = said.area().isEmpty() ? tray ? "tray leak" : "leak" : String.join(" ", said.area()) + " leak";
            Thing detector = owner.part(EntityKind.LEAK_DETECTOR, what);
            return known(
                    owner,
                    detector,
                    fault ? "health" : "leak.state",
                    words(fault ? Words.FAULT : Words.LEAK, said),
                    said,
                    false);
        }

        private Sense gauge(PointKey key, PointMetadata said, Thing owner) {
            String metric = switch (owner.kind()) {
                case RACK -> rack(key.pointType());
                case CDU, CHILLER -> cooling(key.pointType(), said, owner.kind());
                default -> key.objectType().equals("PowerMeter") ? power(key.pointType(), said) : "";
            };
            boolean breaker =
                    key.objectType().equals("Breaker") && key.pointType().equals("Status");
            if (metric.isEmpty()) {
                metric = breaker ? "power.breaker" : device(key.pointType());
            }
            if (metric.isEmpty()) {
                return new Unknown("no metric for " + key.pointType() + " of a " + key.objectType()
                        + (said.setpoint() ? ", a setpoint" : ""));
            }
            Thing entity = metric.startsWith("pump.") && owner.kind() != EntityKind.PUMP
                    ? owner.part(EntityKind.PUMP, said.area().isEmpty() ? "pump" : String.join(" ", said.area()))
                    : owner;
            boolean rotation = metric.equals("pump.speed") && said.unit().equalsIgnoreCase("rpm");
            return known(
                    owner,
                    entity,
                    rotation ? "pump.rotation" : metric,
                    coded(metric, said),
                    said,
                    key.pointType().equals("CurrentLimit"));
        }

        private static String rack(String pointType) {
            return switch (pointType) {
                case "RackLiquidSupplyTemperature" -> "rack.coolant.supply";
                case "RackLiquidReturnTemperature" -> "rack.coolant.return";
                case "RackLiquidFlow" -> "rack.coolant.flow";
                case "RackLiquidDifferentialPressure" -> "rack.coolant.pressure";
                case "RackLiquidDifferentialPressureSp" -> "rack.coolant.pressure.setpoint";
                case "RackControlValvePosition" -> "rack.valve";
                case "RackPower" -> "rack.power";
                case "RackLiquidIsolationStatus" -> "rack.isolation.liquid";
                case "RackElectricalIsolationStatus" -> "rack.isolation.electrical";
                case "RackLiquidIsolationRequest" -> "rack.isolation.liquid.request";
                case "RackElectricalIsolationRequest" -> "rack.isolation.electrical.request";
                default -> "";
            };
        }

        private static String power(String pointType, PointMetadata said) {
            return switch (pointType) {
                case "Voltage" -> "power.voltage";
                case "PowerFactor" -> "power.factor";
                case "Frequency" -> "power.frequency";
                case "ApparentPower" -> "power.apparent";
                case "ActivePower" -> "power.observed";
                case "Current", "CurrentLimit" -> "power.current";
                case "PhaseCurrent" ->
                    switch (said.phase()) {
                        case "A", "1" -> "power.current.l1";
                        case "B", "2" -> "power.current.l2";
                        case "C", "3" -> "power.current.l3";
                        default -> "";
                    };
                default -> "";
            };
        }

        /** A unit's own values are those of the side that cools: the secondary of a CDU. */
        private static String cooling(String pointType, PointMetadata said, EntityKind kind) {
            String side = kind == EntityKind.CDU && said.isIn("Primary") ? "cooling.primary." : "cooling.";
            String end = said.isIn("Supply") ? "supply" : said.isIn("Return") ? "return" : "";
            boolean outer = kind == EntityKind.CHILLER && (said.isIn("Condenser") || said.isIn("Primary"));
            if (outer) {
                return "";
            }
            return switch (pointType) {
                case "LiquidTemperature" -> {
                    boolean wanted = said.setpoint() && !end.equals("return") && side.equals("cooling.");
                    yield end.isEmpty() && !wanted || said.setpoint() && !wanted
                            ? ""
                            : wanted ? "cooling.supply.setpoint" : side + end;
                }
                case "LiquidTemperatureSpRequest" -> "cooling.supply.request";
                case "LiquidFlow" -> said.setpoint() ? "" : side + "flow";
                case "LiquidDifferentialPressure" -> said.setpoint() ? "" : side + "pressure";
                case "PumpSpeed" -> "pump.speed";
                default -> "";
            };
        }

        private static String device(String pointType) {
            return switch (pointType) {
                case "Status" -> "device.running";
                case "Available" -> "device.available";
                case "PumpSpeed" -> "pump.speed";
                default -> "";
            };
        }

        private static Optional<Scale> coded(String metric, PointMetadata said) {
            return switch (metric) {
                case "rack.isolation.liquid", "rack.isolation.electrical" -> words(Words.ISOLATION, said);
                case "rack.isolation.liquid.request", "rack.isolation.electrical.request" -> words(Words.REQUEST, said);
                case "power.breaker" -> words(Words.BREAKER, said);
                case "device.running" -> words(Words.RUNNING, said);
                case "device.available" -> words(Words.AVAILABLE, said);
                default -> Optional.empty();
            };
        }

        private static Optional<Scale> words(Words words, PointMetadata said) {
            Map<Long, Integer> meaning = words.meaning(said.states());
            return meaning.isEmpty() ? Optional.empty() : Optional.of(new Scale.Codes(meaning));
        }

        private Sense known(
                Thing owner, Thing entity, String name, Optional<Scale> codes, PointMetadata said, boolean limit) {
            Metric metric = catalogue.get(new MetricId(name));
            if (!metric.on().contains(entity.kind())) {
                return new Unknown(name + " is not told of a " + entity.kind().prefix());
            }
            boolean worded = metric.kind() == MetricKind.STATE;
            Optional<Scale> scale = worded ? codes : Scale.of(said.unit(), metric.unit());
            return scale.<Sense>map(s -> new Known(owner, entity, metric, s, limit))
                    .orElse(new Unknown(
                            worded
                                    ? "state texts of " + name + " are not known: " + said.states()
                                    : "unit '" + said.unit() + "' is not known for " + name));
        }
    }
}
