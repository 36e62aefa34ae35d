/** How components are tested: on Pulumi's own mocks, every registered resource recorded. */
@NullMarked
package io.datatier.testing;

import org.jspecify.annotations.NullMarked;
