/** Finding what a run that died had AWS make, without the engine being told. */
@NullMarked
package io.datatier.tools.recover;

import org.jspecify.annotations.NullMarked;
