package millwright.connectors.gateway;

/** The far end of an attachment: a gRPC stream or a sink in this process. One thread at a time. */
interface Outlet {
    /** False while the other side is not reading; then nothing is sent. */
    boolean isReady();

    void send(Down down);

    /** The buffer of this attachment overflowed: it ends, and resumes from the journal when it comes back. */
    void overflowed(String reason);

    /** The gateway closes. */
    void closed();
}
