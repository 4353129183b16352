package millwright.connectors.capture;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.internal.Streams;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes the members of a sealed interface with a {@code is} key that names the record, and reads them back by it. */
final class SealedTypes implements TypeAdapterFactory {
    private static final String KEY = "is";

    private final Class<?> base;
    private final Map<String, Class<?>> members = new HashMap<>();

    SealedTypes(Class<?> base) {
        this.base = base;
        for (Class<?> member : base.getPermittedSubclasses()) {
            members.put(member.getSimpleName(), member);
        }
    }

    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (type.getRawType() != base && !members.containsValue(type.getRawType())) {
            return null;
        }
        return new TypeAdapter<T>() {
            // Gson keeps none of these, and makes one out of all that a record says of itself: not for every entity of
            // a plant.
            private final Map<Class<?>, TypeAdapter<Object>> delegates = new ConcurrentHashMap<>();

            @Override
            public void write(JsonWriter out, T value) throws IOException {
                JsonObject tagged = new JsonObject();
                tagged.addProperty(KEY, value.getClass().getSimpleName());
                delegate(value.getClass())
                        .toJsonTree(value)
                        .getAsJsonObject()
                        .asMap()
                        .forEach(tagged::add);
                Streams.write(tagged, out);
            }

            @Override
            public T read(JsonReader in) throws IOException {
                JsonObject tagged = BoundedJson.tree(in).getAsJsonObject();
                JsonElement is = tagged.remove(KEY);
                Class<?> member = is == null ? null : members.get(is.getAsString());
                if (member == null) {
                    throw new JsonParseException("no " + base.getSimpleName() + " is called " + is);
                }
                @SuppressWarnings("unchecked") // members implement the base, and T is the base or the member itself
                T made = (T) delegate(member).fromJsonTree(tagged);
                return made;
            }

            @SuppressWarnings("unchecked") // the adapter of a class accepts instances of that class
            private TypeAdapter<Object> delegate(Class<?> member) {
                TypeAdapter<Object> known = delegates.get(member);
                if (known == null) {
                    known = (TypeAdapter<Object>) gson.getDelegateAdapter(SealedTypes.this, TypeToken.get(member));
                    delegates.put(member, known);
                }
                return known;
            }
        };
    }
}
