package millwright.feed;

/** Everything that comes down from a plant to those who watch it. Times are epoch ns unless a name says otherwise. */
public sealed interface PlantEvent
        permits PlantChanged,
                Frame,
                Occurrence,
                Finding,
                Incident,
                Alarm,
                Preview,
                Receipt,
                ActionProgress,
                Gap,
                SourceState,
                Interval,
                Waste,
                AuditHead,
                TimeState,
                LinkState {}
