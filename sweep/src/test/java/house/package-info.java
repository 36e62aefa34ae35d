/** A policy pack of somebody else's, as the tests sweep with it. */
@NullMarked
package house;

import org.jspecify.annotations.NullMarked;
