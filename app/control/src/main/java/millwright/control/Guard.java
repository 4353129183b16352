package millwright.control;

import millwright.feed.Preview.Verdict;

/** One reason for which an action may be refused. Stateless; says with numbers why. */
@FunctionalInterface
interface Guard {
    Verdict check(Question question);

    static Verdict passed(String guard, String text) {
        return new Verdict(guard, true, text);
    }

    static Verdict failed(String guard, String text) {
        return new Verdict(guard, false, text);
    }
}
