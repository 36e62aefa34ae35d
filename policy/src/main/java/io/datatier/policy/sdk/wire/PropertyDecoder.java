package io.datatier.policy.sdk.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.WireFormat;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Bool;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Null;
import io.datatier.policy.sdk.PropertyValue.Numeric;
import io.datatier.policy.sdk.wire.DeepMessages.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads properties from the bytes of a {@link Struct}. To parse them into protobuf's own objects
 * first takes as long again, and a process that has just started would load and warm up those, too.
 */
final class PropertyDecoder {

  private int levels;

  private PropertyDecoder() {}

  /**
   * The properties that a struct of these bytes has.
   *
   * @throws UncheckedIOException if it is not one, or nested deeper than {@link
   *     DeepMessages#DEEPEST} messages
   */
  static Fields decode(ByteString struct) {
    try {
      return new PropertyDecoder().fields(struct.newCodedInput());
    } catch (IOException malformed) {
      throw new UncheckedIOException("properties could not be read", malformed);
    }
  }

  private <T> T within(CodedInputStream in, Reading<T> message) throws IOException {
    if (levels == DeepMessages.DEEPEST) {
      throw new InvalidProtocolBufferException(
          "there are more than %d messages within each other".formatted(levels));
    }
    levels++;
    var value = DeepMessages.readWithin(in, message);
    levels--;
    return value;
  }

  private Fields fields(CodedInputStream in) throws IOException {
    var fields = new HashMap<String, PropertyValue>();
    for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == Struct.FIELDS_FIELD_NUMBER) {
        var field = within(in, this::field);
        fields.put(field.getKey(), field.getValue());
      } else {
        in.skipField(tag);
      }
    }
    return new Fields(fields);
  }

  private Map.Entry<String, PropertyValue> field(CodedInputStream in) throws IOException {
    return DeepMessages.readEntry(in, new Null(), it -> within(it, this::value));
  }

  private PropertyValue value(CodedInputStream in) throws IOException {
    PropertyValue value = new Null();
    for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case Value.NUMBER_VALUE_FIELD_NUMBER -> value = new Numeric(in.readDouble());
        case Value.STRING_VALUE_FIELD_NUMBER ->
            value = PropertyCodec.text(in.readStringRequireUtf8());
        case Value.BOOL_VALUE_FIELD_NUMBER -> value = new Bool(in.readBool());
        case Value.STRUCT_VALUE_FIELD_NUMBER ->
            value = PropertyCodec.unwrap(within(in, this::fields));
        case Value.LIST_VALUE_FIELD_NUMBER -> value = within(in, this::elements);
        default -> in.skipField(tag);
      }
    }
    return value;
  }

  private Elements elements(CodedInputStream in) throws IOException {
    var elements = new ArrayList<PropertyValue>();
    for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == ListValue.VALUES_FIELD_NUMBER) {
        elements.add(within(in, this::value));
      } else {
        in.skipField(tag);
      }
    }
    return new Elements(elements);
  }
}
