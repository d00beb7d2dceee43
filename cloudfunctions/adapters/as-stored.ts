/**
 * What the database answered, as it was stored: the SDK makes objects of its own of GeoJSON, and as JSON they are again
 * what they were. Documents hold nothing else that JSON would change, see storable.
 */
export const asStored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
