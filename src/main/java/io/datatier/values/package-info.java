/** Values that AWS restricts: each refuses what AWS would refuse, before AWS is asked. */
@NullMarked
package io.datatier.values;

import org.jspecify.annotations.NullMarked;
