package millwright.connectors.modbus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class RegisterTest {
    @Property
    void integersAreWhatTheirBytesSay(@ForAll RegisterType type, @ForAll @Size(8) byte[] some) {
        if (type.isFloat()) {
            return;
        }
        byte[] bytes = java.util.Arrays.copyOf(some, 2 * type.words);
        boolean signed = type.name().startsWith("I");
        BigInteger expected = signed ? new BigInteger(bytes) : new BigInteger(1, bytes);
        double number = type.number(type.bits(bytes) & type.mask());
        assertEquals(new BigDecimal(expected).doubleValue(), number, Math.abs(number) * 1e-15);
    }

    @Property
    void floatsAreWhatJavaReads(@ForAll float small, @ForAll double large) {
        assertEquals(small, (float) RegisterType.FLOAT32.number(
                RegisterType.FLOAT32.bits(ByteBuffer.allocate(4).putFloat(small).array())));
        assertEquals(
                large,
                RegisterType.FLOAT64.number(RegisterType.FLOAT64.bits(
                        ByteBuffer.allocate(8).putDouble(large).array())));
    }

    @Property
    void anOrderTurnsBackWhatItTurned(@ForAll boolean words, @ForAll boolean bytes, @ForAll @Size(8) byte[] data) {
        ByteOrder order = new ByteOrder(words, bytes);
        assertArrayEquals(data, order.turned(order.turned(data, 0, 4), 0, 4));
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll RegisterType type, @ForAll short value) {
        if (type.name().startsWith("U") && value < 0) {
            assertThrows(IllegalArgumentException.class, () -> type.bytes(value));
        } else {
            assertEquals(value, type.number(type.bits(type.bytes(value))));
        }
    }
}
