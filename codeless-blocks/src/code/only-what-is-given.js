async function onlyWhatIsGiven(values) {
  // An empty slot arrives as null, an empty field as "": both mean "not given".
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''))
}
