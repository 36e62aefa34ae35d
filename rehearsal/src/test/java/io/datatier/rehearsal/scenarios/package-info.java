@NullMarked
package io.datatier.rehearsal.scenarios;

import org.jspecify.annotations.NullMarked;
