package millwright.connectors.capture;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AuditHead;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Prices;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.Waste;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.StepFunction;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON, the form in which captures keep them. Reading goes through the records' own constructors, so that what
 * they refuse is refused here too. Any thread.
 */
final class EventJson {
    static final String PLANT = "plant";

    private static final Map<String, Class<? extends PlantEvent>> KINDS = Map.ofEntries(
            Map.entry(PLANT, PlantChanged.class),
            Map.entry("occurrence", Occurrence.class),
            Map.entry("finding", Finding.class),
            Map.entry("incident", Incident.class),
            Map.entry("alarm", Alarm.class),
            Map.entry("action", ActionProgress.class),
            Map.entry("receipt", Receipt.class),
            Map.entry("preview", Preview.class),
            Map.entry("gap", Gap.class),
            Map.entry("source", SourceState.class),
            Map.entry("interval", Interval.class),
            Map.entry("waste", Waste.class),
            Map.entry("audit", AuditHead.class));

    private static final WholeEvent WHOLE = new WholeEvent();
    /** One for all captures: it learns how each record is read, which costs more than to read a small capture. */
    private static final Gson GSON = new GsonBuilder()
            .serializeSpecialFloatingPointValues()
            .disableHtmlEscaping()
            .enableComplexMapKeySerialization()
            .registerTypeAdapter(EntityId.class, text(EntityId::text, EntityId::new))
            .registerTypeAdapter(MetricId.class, text(MetricId::name, MetricId::new))
            .registerTypeHierarchyAdapter(ZoneId.class, text(ZoneId::getId, ZoneId::of))
            .registerTypeAdapter(StepFunction.class, steps())
            .registerTypeAdapter(Prices.class, prices())
            .registerTypeAdapterFactory(new SealedTypes(Entity.class))
            .registerTypeAdapterFactory(new SealedTypes(ControlAction.class))
            .create();

    /** The word under which an event is kept, or empty when captures do not keep it (frames have tiles). */
    static String kind(PlantEvent event) {
        for (Map.Entry<String, Class<? extends PlantEvent>> kind : KINDS.entrySet()) {
            if (kind.getValue().isInstance(event)) {
                return kind.getKey();
            }
        }
        return "";
    }

    static boolean knows(String kind) {
        return KINDS.containsKey(kind);
    }

    String write(PlantEvent event) {
        return GSON.toJson(event);
    }

    /** @throws CaptureException when the text is no event of that kind */
    PlantEvent read(String kind, String json) {
        return read(kind, json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same, from UTF-8. */
    PlantEvent read(String kind, byte[] json) {
        Class<? extends PlantEvent> type = KINDS.get(kind);
        if (type == null) {
            throw new CaptureException("unknown kind of event '" + kind + "'");
        }
        try {
            Reader text = new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8);
            int most = kind.equals(PLANT) ? Bounds.PLANT_MEMORY : Bounds.EVENT_MEMORY;
            PlantEvent event = GSON.fromJson(new BoundedJson(text, most), type);
            if (event == null) {
                throw new CaptureException("empty " + kind + " event");
            }
            WHOLE.check(event);
            return event;
        } catch (JsonParseException | IllegalArgumentException | NullPointerException | ArithmeticException e) {
            throw new CaptureException("malformed " + kind + " event: " + reason(e), e);
        } catch (RuntimeException e) {
            throw new CaptureException("malformed " + kind + " event", e);
        } catch (StackOverflowError e) {
            throw new CaptureException("malformed " + kind + " event: nested too deeply", e);
        }
    }

    private static String reason(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("");
    }

    /** A price that a row lacks was not given, as in those from before there was one of GPU hours; a record would say 0. */
    private static TypeAdapter<Prices> prices() {
        return new TypeAdapter<Prices>() {
            @Override
            public void write(JsonWriter out, Prices prices) throws IOException {
                out.beginObject();
                out.name("currency").value(prices.currency());
                out.name("perKilowattHour").value(prices.perKilowattHour());
                out.name("perMillionTokens").value(prices.perMillionTokens());
                out.name("perGpuHour").value(prices.perGpuHour());
                out.endObject();
            }

            @Override
            public Prices read(JsonReader in) throws IOException {
                JsonObject said = BoundedJson.tree(in).getAsJsonObject();
                JsonElement currency = said.get("currency");
                if (currency == null) {
                    throw new JsonParseException("prices have no currency");
                }
                return new Prices(
                        currency.getAsString(),
                        price(said.get("perKilowattHour")),
                        price(said.get("perMillionTokens")),
                        price(said.get("perGpuHour")));
            }
        }.nullSafe();
    }

    private static double price(@Nullable JsonElement said) {
        return said == null ? Double.NaN : said.getAsDouble();
    }

    private static TypeAdapter<StepFunction> steps() {
        return new TypeAdapter<StepFunction>() {
            @Override
            public void write(JsonWriter out, StepFunction steps) throws IOException {
                out.beginArray();
                for (int i = 0; i < steps.steps(); i++) {
                    out.beginObject();
                    out.name("from").value(steps.from(i));
                    out.name("value").value(Double.toString(steps.value(i)));
                    out.endObject();
                }
                out.endArray();
            }

            @Override
            public StepFunction read(JsonReader in) throws IOException {
                JsonArray all = BoundedJson.tree(in).getAsJsonArray();
                long[] from = new long[all.size()];
                double[] value = new double[all.size()];
                for (int i = 0; i < from.length; i++) {
                    JsonObject step = all.get(i).getAsJsonObject();
                    from[i] = step.get("from").getAsLong();
                    value[i] = Double.parseDouble(step.get("value").getAsString());
                }
                return StepFunction.of(from, value);
            }
        }.nullSafe();
    }

    private interface Printer<T> {
        String print(T value);
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private static <T> TypeAdapter<T> text(Printer<T> printer, Parser<T> parser) {
        return new TypeAdapter<T>() {
            @Override
            public void write(JsonWriter out, T value) throws IOException {
                out.value(printer.print(value));
            }

            @Override
            public T read(JsonReader in) throws IOException {
                return parser.parse(in.nextString());
            }
        }.nullSafe();
    }
}
