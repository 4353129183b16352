package millwright.connectors.modbus;

/** Where a register lies. */
enum Space {
    INPUT,
    HOLDING
}
