package millwright.connectors.gateway;

import java.util.function.Function;
import java.util.function.LongSupplier;
import millwright.analysis.AnalystConfig;
import millwright.control.AuditLog;
import millwright.control.Caller;
import millwright.control.ControlSettings;
import millwright.feed.Journal;
import millwright.plant.Catalogue;

/**
 * What a gateway is made of.
 *
 * @param name what desks call it
 * @param clock plant time, epoch ns: the wall clock, or that of a replay
 * @param journal for each scope its own, by name
 * @param scopes what a caller may see
 * @param seekFeeds true when going through time moves the sources, as in the replay of a capture; else it moves the
 *     attachment alone, over what the store and the journal hold
 * @param site prices and promises that no source knows
 * @param presentFirst where a source tells its past as it opens, desks are told what is now before that is worked off
 */
public record GatewayParts(
        String name,
        Catalogue catalogue,
        LongSupplier clock,
        Function<String, Journal> journal,
        AuditLog audit,
        AnalystConfig analysis,
        ControlSettings control,
        Function<Caller, Scope> scopes,
        Limits limits,
        boolean seekFeeds,
        SiteSettings site,
        boolean presentFirst) {
    public static GatewayParts live(
            String name, Catalogue catalogue, LongSupplier clock, Journal journal, AuditLog audit) {
        return new GatewayParts(
                name,
                catalogue,
                clock,
                scope -> journal,
                audit,
                AnalystConfig.standard(),
                ControlSettings.live(),
                caller -> Scope.everything(),
                Limits.standard(),
                false,
                SiteSettings.NONE,
                false);
    }

    public GatewayParts forReplay(AnalystConfig replayed) {
        return copy(replayed, ControlSettings.readOnly(), limits, true, site, false);
    }

    public GatewayParts with(Limits other) {
        return copy(analysis, control, other, seekFeeds, site, presentFirst);
    }

    public GatewayParts with(AnalystConfig other) {
        return copy(other, control, limits, seekFeeds, site, presentFirst);
    }

    public GatewayParts with(SiteSettings other) {
        return copy(analysis, control, limits, seekFeeds, other, presentFirst);
    }

    /** @see #presentFirst */
    public GatewayParts withPresentFirst() {
        return copy(analysis, control, limits, seekFeeds, site, true);
    }

    private GatewayParts copy(
            AnalystConfig analysed,
            ControlSettings controlled,
            Limits limited,
            boolean seeks,
            SiteSettings settled,
            boolean first) {
        return new GatewayParts(
                name, catalogue, clock, journal, audit, analysed, controlled, scopes, limited, seeks, settled, first);
    }
}
