/** The KMS keys of the data tier: AWS's own, existing ones, or ones created here. */
@NullMarked
package io.datatier.encryption;

import org.jspecify.annotations.NullMarked;
