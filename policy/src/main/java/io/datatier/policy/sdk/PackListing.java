package io.datatier.policy.sdk;

import java.util.List;

/**
 * What a policy pack registry shows about a pack. Empty fields are not shown.
 *
 * @param displayName what it is called there; its name, where empty
 * @param readme Markdown
 * @param provider the cloud that it is about, such as "aws"
 * @param tags what it can be found by
 * @param repository the address of its source
 */
public record PackListing(
    String displayName, String readme, String provider, List<String> tags, String repository) {

  /** No listing. */
  public static final PackListing NONE = new PackListing("", "", "", List.of(), "");

  public PackListing {
    tags = List.copyOf(tags);
  }
}
