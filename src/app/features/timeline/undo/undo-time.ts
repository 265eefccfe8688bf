/** Contract: "undo means that the screen holds it back for ten seconds before it is sent". */
export const undoMilliseconds = 10_000
