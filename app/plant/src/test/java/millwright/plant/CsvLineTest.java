package millwright.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CsvLineTest {
    @Test
    void onlyWhatNeedsQuotesHasThem() {
        assertEquals(
                "a b,\"c,d\",\"say \"\"e\"\"\",\"two\nlines\"\n", CsvLine.of("a b", "c,d", "say \"e\"", "two\nlines"));
    }

    @Test
    void theUnknownStaysEmptyAndIsNoZero() {
        assertEquals(",,0.0,-4,true\n", CsvLine.of(null, Double.NaN, 0.0, -4, true));
    }

    @Test
    void noSpreadsheetTakesTextForAFormula() {
        assertEquals("'=1+1,'+x,'-y,'@z,–\n", CsvLine.of("=1+1", "+x", "-y", "@z", "–"));
    }
}
