package com.sun.glass.ui.unseen;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Pixels;
import com.sun.glass.ui.View;
import com.sun.glass.ui.headless.HeadlessApplication;
import com.sun.glass.ui.headless.HeadlessPlatformFactory;
import com.sun.glass.ui.headless.HeadlessView;

/**
 * Windows in memory for tests of screens, {@code -Dglass.platform=Unseen}: JavaFX's own headless ones in all but the last step.
 * Those copy every window drawn into a picture of the whole screen, pixel by pixel, which took seven of ten seconds of these tests;
 * nobody looks at it, since tests look at what the scene draws (a snapshot). JavaFX finds this class by its package and name.
 */
public final class UnseenPlatformFactory extends HeadlessPlatformFactory {
    @Override
    public Application createApplication() {
        return new UnseenApplication();
    }

    private static final class UnseenApplication extends HeadlessApplication {
        @Override
        public View createView() {
            return new UnseenView();
        }
    }

    private static final class UnseenView extends HeadlessView {
        @Override
        protected void _uploadPixels(long view, Pixels pixels) {
            // drawn; there is no screen to put it on
        }
    }
}
