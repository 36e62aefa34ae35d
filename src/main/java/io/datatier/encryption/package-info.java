/** The KMS keys of the data tier: AWS's own, keys that exist, or keys made here. */
@NullMarked
package io.datatier.encryption;

import org.jspecify.annotations.NullMarked;
