package millwright.connectors.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpu:h100:8|h100|8|",
                "gpu:h100:8(S:0-1)|h100|8|",
                "gpu:4|''|4|",
                "gpu|''|1|",
                "gpu:h100:2(IDX:0-1)|h100|2|0 1",
                "gpu:3(IDX:0,2-3)|''|3|0 2 3",
                "gpu(IDX:0-3)|''|4|0 1 2 3",
                "gpu:a100-sxm4-80gb:1(IDX:7)|a100-sxm4-80gb|1|7",
                "gpu:h100:0|h100|0|",
                "gpu:h100:0(IDX:N/A)|h100|0|",
                "gpu:(null):2(IDX:4-5)|''|2|4 5",
                "gres:gpu:8|''|8|",
                "gres/gpu:8|''|8|"
            })
    void oneKindOfGpuIsRead(String text, String type, int count, String indices) {
        List<Integer> expected = indices == null
                ? List.of()
                : List.of(indices.split(" ")).stream().map(Integer::valueOf).toList();
        assertEquals(List.of(new Gres("gpu", type, count, expected)), Gres.gpus(text));
    }

    @Test
    void otherResourcesAreNoGpusAndDoNotDisturb() {
        assertEquals(
                List.of(new Gres("gpu", "a", 2, List.of(0, 1)), new Gres("gpu", "b", 1, List.of(2))),
                Gres.gpus("nic:2(IDX:0,1),gpu:a:2(IDX:0,1),bandwidth:lustre:4G,gpu:b:1(IDX:2)"));
    }

    @ParameterizedTest
    @CsvSource(value = {"''", "N/A", "(null)", "nic:2"})
    void noneIsNone(String text) {
        assertEquals(List.of(), Gres.gpus(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"gpu:1(IDX:x)", "gpu:1(IDX:0-999999999)", "gpu:1(IDX:--)", "gpu:99999999999999"})
    void whatCannotBeUnderstoodIsQuoted(String text) {
        assertThrows(IllegalArgumentException.class, () -> Gres.gpus(text));
    }
}
