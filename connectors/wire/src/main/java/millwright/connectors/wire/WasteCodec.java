package millwright.connectors.wire;

import millwright.feed.Prices;
import millwright.feed.Waste;
import millwright.plant.v1.V1;
import org.jspecify.annotations.Nullable;

/** What the plant wastes. Items of a kind that this version does not know are passed over. Any thread. */
final class WasteCodec {
    private WasteCodec() {}

    static V1.Waste encode(Waste e) {
        V1.Waste.Builder to = V1.Waste.newBuilder()
                .setTime(e.time())
                .setKnown(e.known())
                .setGpus(e.gpus())
                .setCurrency(e.prices().currency())
                .setPricePerKilowattHour(e.prices().perKilowattHour())
                .setPricePerMillionTokens(e.prices().perMillionTokens())
                .setOrigin(Words.origin(e.origin()));
        if (!Double.isNaN(e.prices().perGpuHour())) {
            to.setPricePerGpuHour(e.prices().perGpuHour());
        }
        e.items()
                .forEach(i -> to.addItems(V1.WasteItem.newBuilder()
                        .setKindValue(Words.number(i.kind()))
                        .setEntity(i.entity().text())
                        .setGpus(i.gpus())
                        .setWatts(i.watts())
                        .setTokensPerSecond(i.tokensPerSecond())
                        .setCostPerHour(i.costPerHour())));
        return to.build();
    }

    static Waste decode(V1.Waste e) {
        double perGpuHour = e.hasPricePerGpuHour() ? e.getPricePerGpuHour() : Double.NaN;
        Prices prices =
                new Prices(e.getCurrency(), e.getPricePerKilowattHour(), e.getPricePerMillionTokens(), perGpuHour);
        java.util.List<Waste.Item> items = new java.util.ArrayList<>(e.getItemsCount());
        for (V1.WasteItem item : e.getItemsList()) {
            Waste.Kind kind = kind(item);
            if (kind != null) {
                items.add(new Waste.Item(
                        kind,
                        Words.entity(item.getEntity(), "waste.items.entity"),
                        item.getGpus(),
                        item.getWatts(),
                        item.getTokensPerSecond(),
                        item.getCostPerHour()));
            }
        }
        return new Waste(
                e.getTime(), e.getKnown(), e.getGpus(), prices, items, Words.origin(e.getOrigin(), "waste.origin"));
    }

    private static Waste.@Nullable Kind kind(V1.WasteItem item) {
        return Words.orNull(Waste.Kind.values(), item.getKindValue());
    }
}
