export interface JsonataFunction {
  readonly name: string
  readonly signature: string
  readonly about: string
}

const lines = `
sum(numbers)|The sum of a list of numbers.
count(list)|How many elements a list has.
max(numbers)|The greatest number.
min(numbers)|The least number.
average(numbers)|The mean of a list of numbers.
string(value)|The value as text; objects and lists as JSON.
length(text)|How many characters a text has.
substring(text, start, length)|A part of a text; a negative start counts from the end.
substringBefore(text, chars)|What stands before the first occurrence.
substringAfter(text, chars)|What stands after the first occurrence.
uppercase(text)|The text in capitals.
lowercase(text)|The text in small letters.
trim(text)|Without spaces at the ends, single spaces inside.
pad(text, width, char)|Filled up to a width; negative: on the left.
contains(text, pattern)|Whether the text holds a text or /pattern/.
split(text, separator, limit)|The parts of a text, as a list.
join(texts, separator)|A list of texts as one.
match(text, pattern, limit)|Every place where a /pattern/ fits, with its groups.
replace(text, pattern, by, limit)|With every occurrence replaced.
eval(text, context)|Evaluates a text as JSONata or JSON.
base64encode(text)|As base 64.
base64decode(text)|From base 64.
encodeUrlComponent(text)|Escaped for a part of a URL.
encodeUrl(url)|A whole URL, escaped.
decodeUrlComponent(text)|A part of a URL, read.
decodeUrl(url)|A whole URL, read.
number(value)|A text or yes/no as a number.
abs(number)|Without its sign.
floor(number)|Rounded down.
ceil(number)|Rounded up.
round(number, precision)|Rounded; halves to the even neighbour.
power(base, exponent)|Base to the power of the exponent.
sqrt(number)|The square root.
random()|A random number from 0 up to 1.
formatNumber(number, picture)|Written by a picture such as '#,##0.00'.
formatBase(number, radix)|Written in another base, 2 to 36.
formatInteger(number, picture)|Written by a picture such as 'w' or 'I'.
parseInteger(text, picture)|A whole number read by a picture.
boolean(value)|As yes or no: empty, 0 and nothing are no.
not(value)|The opposite.
exists(value)|Whether there is a value.
append(list, list)|Both lists as one.
sort(list, comparator)|In order; function($l, $r) says whether to swap.
reverse(list)|Back to front.
shuffle(list)|In random order.
distinct(list)|Every value once.
zip(list, …)|Lists of the first, the second, … elements.
keys(object)|The keys of an object, as a list.
lookup(object, key)|The value of a key.
spread(object)|An object for each key and value.
merge(objects)|A list of objects as one; later ones win.
each(object, function)|What function($value, $key) gives for each key.
sift(object, function)|Only the keys for which function($v, $k) is true.
map(list, function)|What function($v, $i) gives for each element.
filter(list, function)|Only the elements for which function($v, $i) is true.
single(list, function)|The one element that fits; an error otherwise.
reduce(list, function, init)|Folds with function($before, $value).
type(value)|The name of the value's type.
now(picture, timezone)|The time now, as text.
millis()|The time now, in milliseconds since 1970.
fromMillis(number, picture, timezone)|Milliseconds since 1970 as text.
toMillis(text, picture)|A time as milliseconds since 1970.
error(message)|Fails the evaluation with a message.
assert(condition, message)|Fails unless the condition is true.
`

/** JSONata's own functions, each with one line about it. */
export const jsonataFunctions: readonly JsonataFunction[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [signature = '', about = ''] = line.split('|')
    return { name: signature.slice(0, signature.indexOf('(')), signature: `$${signature}`, about }
  })
