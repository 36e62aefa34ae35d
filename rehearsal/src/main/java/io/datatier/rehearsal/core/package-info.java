/** What a resource type is, and the words in which the rooms of AWS's services say it. */
@NullMarked
package io.datatier.rehearsal.core;

import org.jspecify.annotations.NullMarked;
