package millwright.connectors.source;

/** Marks errors of a peer that answered what cannot be understood, apart from one that cannot be reached. */
public interface Unreadable {}
