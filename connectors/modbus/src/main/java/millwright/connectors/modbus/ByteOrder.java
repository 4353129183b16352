package millwright.connectors.modbus;

/** How a value of several registers is laid out. @param lowWordFirst @param lowByteFirst within each register */
record ByteOrder(boolean lowWordFirst, boolean lowByteFirst) {
    /** Bytes of a device in the order of mathematics, highest first; the same turns them back. */
    byte[] turned(byte[] data, int at, int words) {
        byte[] turned = new byte[words * 2];
        for (int word = 0; word < words; word++) {
            int from = at + 2 * (lowWordFirst ? words - 1 - word : word);
            turned[2 * word] = data[from + (lowByteFirst ? 1 : 0)];
            turned[2 * word + 1] = data[from + (lowByteFirst ? 0 : 1)];
        }
        return turned;
    }
}
